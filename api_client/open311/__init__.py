"""Open311 GeoReport v2 as the desk speaks it: another city's public requests, read as a hotline's tickets are read (开放311)."""
