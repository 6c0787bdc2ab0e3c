"""What `paidan topics` and `paidan duplicates` say."""

WORDS: dict[str, tuple[str, str]] = {
    "cli.topics": ("反复出现的：主题、同街同事项、集中诉求、季节", "what keeps coming back: topics, lines that recur, surges, seasons"),
    "cli.topics_what": ("topics（默认）、surge 集中诉求、seasons 季节", "topics (unless told otherwise), surge, seasons"),
    "cli.topics_since": ("从哪天起，如 2026-11-01；默认三十天", "from which day on, like 2026-11-01; thirty days otherwise"),
    "cli.topics_until": ("到哪天止；默认今天", "until which day; today otherwise"),
    "cli.topics_least": ("至少几件才算", "from how many tickets on"),
    "cli.topics_year": ("哪一年；默认去年", "which year; the last one otherwise"),
    "cli.topics_none": ("没有反复出现的。", "Nothing keeps coming back."),
    "cli.topics_title": ("主题（{since} 至 {until}）", "Topics, {since} to {until}"),
    "cli.topics_lines": ("同街同事项", "Lines that recur in a street"),
    "cli.topics_surge": ("集中诉求：{count} 件，主单 {number}", "surge of {count}, gathered under {number}"),
    "cli.topics_season": (
        "{path}：{peak} 月起三个月 {in_season} 件（全年 {year}，上年 {last_year}），宜于 {plan_in} 月订计划",
        "{path}: {in_season} in the three months from month {peak} (of {year} in the year, {last_year} the year before); plan in month {plan_in}",
    ),
    "cli.duplicates": ("来电前查重：像哪些已有工单，为什么", "which tickets a call may repeat, and why"),
    "cli.duplicates_field": (
        "字段=值：phone、item、district、street、address、title、content",
        "FIELD=VALUE: phone, item, district, street, address, title, content",
    ),
    "cli.duplicates_none": ("没有相似的工单。", "No ticket is like it."),
    "cli.duplicates_unknown": ("没有“{field}”这个字段；可用：{fields}。", "There is no field {field}; use {fields}."),
    "alike.same_text": ("原文相同", "same text"),
    "alike.same_phone": ("同一电话", "same phone"),
    "alike.same_item": ("同一事项", "same line"),
    "alike.same_address": ("同一地址", "same address"),
    "alike.similar_text": ("内容相似", "similar text"),
    "alike.open": ("在办", "open"),
    "alike.ended": ("已结", "ended"),
}
