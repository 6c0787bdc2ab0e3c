"""Everything known of one ticket."""
