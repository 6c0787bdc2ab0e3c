"""What `paidan reveal` says, and how a preview names forbidden phrases."""

WORDS: dict[str, tuple[str, str]] = {
    "cli.reveal": ("查看诉求人联系方式（理由入日志）", "see who asks, unmasked; the reason is recorded"),
    "cli.reveal_field": ("reason=理由", "reason=WHY"),
    "cli.revealed": ("理由已记入日志；{until} 前可凭同一理由再看。", "The reason is recorded; until {until} it shows this again."),
    "reveal.name": ("姓名", "Name"),
    "reveal.phone": ("电话", "Phone"),
    "reveal.none": ("（未留）", "(none given)"),
    "outcome.flagged": ("服务忌语", "Forbidden phrases"),
}
