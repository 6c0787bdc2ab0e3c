"""What a filter line may say, and what is remembered of it."""
