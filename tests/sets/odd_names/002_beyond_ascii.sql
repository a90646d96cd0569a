CREATE TABLE größe("länge" REAL, "幅" REAL, "высота" REAL);
CREATE INDEX größe_länge ON größe("länge", "幅");
CREATE VIEW "vue d'ensemble" AS SELECT "länge" * "幅" AS fläche FROM größe;
CREATE TABLE "🦆"(id INTEGER PRIMARY KEY, parent INTEGER REFERENCES "🦆"(id));
