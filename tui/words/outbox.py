"""What the outbox screen says."""

WORDS: dict[str, tuple[str, str]] = {
    "outbox.title": ("发件箱", "Outbox"),
    "outbox.counts": ("待送 {waiting}，被拒 {trouble}", "{waiting} waiting, {trouble} refused"),
    "outbox.empty": ("没有待送或被拒的命令。", "No command waits and none was refused."),
    "outbox.hold": ("{seconds} 秒后送出，u 撤回", "goes in {seconds} s, u takes it back"),
    "outbox.waiting": ("待送", "waiting"),
    "outbox.waiting_offline": ("待送，等待连接", "waiting for the line"),
    "outbox.waiting_tries": ("待送，已试 {tries} 次", "waiting, tried {tries} times"),
    "outbox.done": ("已办", "done"),
    "outbox.refused": ("被拒：{why}", "refused. {why}"),
    "outbox.stale": ("工单已变：{why}", "the ticket has changed: {why}"),
    "outbox.unexpected": ("出错：{why}", "something went wrong: {why}"),
    "outbox.not_refused": ("这条命令还在等待，没有被拒", "This command still waits; it was not refused"),
    "outbox.gone": ("工单已不在本地，无法重做", "The ticket is no longer here and the command cannot be redone"),
}
