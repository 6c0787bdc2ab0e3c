"""The themes by name, and what is said of terminals."""

WORDS: dict[str, tuple[str, str]] = {
    "theme.sixteen": ("终端自带 16 色：深色浅色背景都看得清", "the terminal's own, on dark and on light"),
    "theme.dark": ("深色", "dark"),
    "theme.light": ("浅色", "light"),
    "theme.deuteranopia": ("深色，绿色弱（红绿）可分辨", "dark, without red and green (deuteranopia)"),
    "theme.tritanopia": ("深色，蓝色弱（蓝黄）可分辨", "dark, without blue and yellow (tritanopia)"),
    "theme.monochrome": ("单色：只用粗体、反显和下划线", "no colour: bold, reverse and underlined"),
    "theme.night": ("夜班：黑底暗红暗黄", "night: dark red and amber on black"),
    "keys.theme": ("配色", "Theme"),
    "keys.theme_help": ("选配色，移动即预览", "Choose a theme by seeing it"),
    "theme.prompt": ("配色：上下移动即预览，回车选定，Esc 不变", "theme: move to see it, Enter keeps it, Esc undoes it"),
    "theme.kept": ("配色：{name}", "theme: {name}"),
    "theme.not_kept": ("配色已换，但未能写入设置：{why}", "the theme holds now, but could not be written down: {why}"),
    "theme.no_colour": ("NO_COLOR 已设，只显示单色", "NO_COLOR is set: only the theme without colour is shown"),
}
