"""How text comes to a screen's cells: widths, signs, inks, painting."""
