"""What only the hotline itself asks, in words: time that passes, records that are loaded, what follows from another command."""

WORDS: dict[str, tuple[str, str]] = {
    "command.elapse": ("到时", "Time passes"),
    "command.elapse.help": ("某一时限已过；只由热线自己记录", "Time has passed a clock's due moment; asked by the hotline itself only"),
    "command.climb": ("逐级升级", "Climb"),
    "command.climb.help": ("到了逐级升级的一级；只由热线自己记录", "A rung of the escalation ladder is reached; asked by the hotline itself only"),
    "command.heed": ("知悉提醒", "Heed a warning"),
    "command.heed.help": (
        "本单诉求人在另一工单上已被提醒。只由热线自身提出",
        "The requester of this ticket was warned on another one. Asked by the hotline itself only",
    ),
    "command.absorb": ("并入", "Absorb"),
    "command.absorb.help": (
        "另一张工单并入或分出；只由热线自己记录",
        "Another ticket was merged into this one, or parted from it; asked by the hotline itself only",
    ),
    "command.forget": ("删除联系方式", "Delete contacts"),
    "command.forget.help": (
        "诉求人的联系方式保存期已满，予以删除；只由热线自己记录",
        "Who asked is not needed any more and is deleted; asked by the hotline itself only",
    ),
    "command.gather": ("集中诉求", "Gather"),
    "command.gather.help": (
        "同类诉求集中而来，列出主单；只由热线自己记录",
        "Many alike requests came at once; asked by the hotline itself only",
    ),
    "command.adopt_items": ("载入目录", "Adopt a catalogue"),
    "command.adopt_items.help": (
        "从文件载入派单目录，各条自其生效日起；只由热线自己记录",
        "Take lines of a dispatch catalogue over from a file, each from its own day on; asked by the hotline itself only",
    ),
    "command.load": ("导入", "Load"),
    "command.load.help": (
        "原样接收另一系统的记录；只由热线自己记录",
        "Take over a record of another system as it stood; asked by the hotline itself only",
    ),
}
