"""The night triage: one ticket, a large countdown, the sheet at its end."""
