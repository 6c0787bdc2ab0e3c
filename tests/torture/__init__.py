"""Long, hard and bounded: kills, faults and crowds by the thousand, each repeatable by its seed."""
