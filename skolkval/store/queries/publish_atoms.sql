-- `atoms (level, atom_no, kind, units, forms, raters)`.
INSERT INTO published.atoms
SELECT $round_id, level, atom_no, kind, units, forms, raters
FROM atoms
