"""How an export becomes an ImportPlan: safe to open, read, matched, scaled, accounted for."""
