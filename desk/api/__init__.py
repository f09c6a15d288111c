"""The read-only API for payroll and planning systems of the same agency (ADR 0030)."""
