"""What `paidan demo` says before and after the desk."""

WORDS: dict[str, tuple[str, str]] = {
    "demo.starting": ("正在起一座城市……", "Starting a city …"),
    "demo.prepared": ("已推演 {percent}%", "{percent}% of its past is played"),
    "demo.failed": ("演示没有起来。{why}", "The demo did not start. {why}"),
    "demo.none_runs": ("没有正在运行的演示；先在另一个终端运行 paidan demo。", "No demo is running; start one in another terminal with paidan demo."),
    "demo.serving": (
        "热线在 {url}。登录名：{names}；密码见上。ctrl-c 结束。\n  例：paidan login {url} --name supervisor",
        "The hotline is at {url}. Names: {names}; the password stands above. ctrl-c ends it.\n  As in: paidan login {url} --name supervisor",
    ),
    "demo.over": ("演示结束，什么也没留下。", "The demo is over; nothing is left behind."),
}
