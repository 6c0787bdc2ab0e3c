"""One file per screen; a screen knows neither the app nor another screen."""
