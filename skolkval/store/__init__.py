"""The only place that knows DuckDB: rounds, imports, and what is published of them."""
