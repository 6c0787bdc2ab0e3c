"""The `paidan` program for scripts, for cron and for trouble: one file per word of the command line; none of them loads a screen."""
