"""What the desk says, Chinese and English side by side."""
