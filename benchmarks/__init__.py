"""What the desk and the hotline cost on this machine, each figure beside its floor and its goal."""
