"""What the ticket's screen tells, shows for minutes, and copies."""
