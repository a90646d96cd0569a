DROP TABLE webhook_calls;
