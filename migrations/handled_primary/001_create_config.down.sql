DROP TABLE config_feature_flags;
DROP TABLE config_settings;
