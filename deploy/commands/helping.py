"""The help pages in Chinese; the English is what stands beside each command and option."""

from collections.abc import Iterator
from typing import Any, Final

import typer

from shared.language import Language, current_language

Command = Any
"""A command as typer puts it together; it keeps the type to itself."""

CHINESE: Final = {
    "KeQiao, a city's one-stop platform for science and technology services.": (
        "科桥：一座城市的一站式科技服务平台。"
    ),
    "Language: zh or en; else that of LANG.": "语言：zh 或 en；缺省按 LANG。",
    "Show this message and exit.": "显示本说明。",
    "Run the whole platform in one process. It needs no database server and no secret.": (
        "在一个进程里运行整个平台，不需要数据库服务，也不需要任何密钥。"
    ),
    "The address to listen on.": "监听的地址。",
    "The port to listen on.": "监听的端口。",
    "Where the platform keeps its files.": "平台存放数据的目录。",
    "Load the demo data the first time.": "首次启动时载入演示数据。",
    "Run one service alone, set up by its environment, for instance CATALOG_DATABASE_URL.": (
        "单独运行一个服务，用环境变量配置，例如 CATALOG_DATABASE_URL。"
    ),
    "The service to run.": "要运行的服务。",
    "How many processes; several need PostgreSQL.": "进程数；多个进程需要 PostgreSQL。",
    "Print every setting of every service, with its default, as an environment file.": (
        "以环境变量文件的形式输出所有服务的全部设置及其缺省值。"
    ),
    "Save all services to one point while they run: data, keys and files, not the index.": (
        "在服务运行中把所有服务备份到同一时刻：数据、密钥和文件，不含索引。"
    ),
    "The folder for backups; each gets its own in it.": (
        "存放备份的文件夹，每次备份各占一个子文件夹。"
    ),
    "Remove all but so many of the newest; 0 keeps all.": "只保留最新的若干份；0 表示全部保留。",
    "Where all services keep their files, if in one folder.": (
        "所有服务的数据目录（若在同一文件夹中）。"
    ),
    "Say whether a backup is whole and could be restored.": "检查备份是否完好、能否恢复。",
    "The folder of one backup.": "一份备份所在的文件夹。",
    "Bring stopped services back to a backup; those that follow their feeds resync at start.": (
        "把已停止的服务恢复到某份备份；跟随其变更流的服务启动后自行重新同步。"
    ),
    "Put it in the place of data that is there.": "替换目标处已有的数据。",
    "Where a proxy shows the service, such as /catalog.": "代理对外的路径前缀，如 /catalog。",
    "Write search_key and index_key into this folder instead.": (
        "改为把 search_key 和 index_key 写入此文件夹。"
    ),
    "Whose tables; by default all services'.": "哪些服务的数据表；缺省为全部。",
    "Bring tables up to date. On PostgreSQL services do not do it at their start unless told.": (
        "更新数据表。使用 PostgreSQL 时，服务启动时不会自动更新，除非另行设置。"
    ),
    "Say of each audit log whether it is as it was recorded, or where it is damaged first.": (
        "检查每份审计日志是否与记录时一致；若有损坏，说出从哪一条开始。"
    ),
    "verify: read the logs and check them.": "verify：读取并校验日志。",
    "Whose logs; by default all services'.": "哪些服务的日志；缺省为全部。",
    "What an entry once was, service:sequence:hash. Repeatable.": (
        "另处记下的某条哈希，服务:序号:哈希，可重复。"
    ),
    "Bring the rows of a file into a running platform. Doing it twice doubles nothing.": (
        "把文件中的各行导入正在运行的平台；重复执行不会产生重复数据。"
    ),
    "What the rows are.": "各行是什么。",
    "A .jsonl, .csv, .tsv or .xlsx file.": ".jsonl、.csv、.tsv 或 .xlsx 文件。",
    "field=column: this column fills that field. Repeatable.": (
        "字段=列名：用该列填写该字段，可重复。"
    ),
    "A column to pass over. Repeatable.": "不导入的列，可重复。",
    "Who supplies the rows; by default the file's name.": "数据来源的名称；缺省为文件名。",
    "The sheet of a workbook; by default its first.": "工作簿中的工作表；缺省为第一张。",
    "Only say what would happen.": "试运行：只说明将会发生什么。",
    "Publish the demands at once.": "导入的需求立即发布。",
    "Write the rejected rows to this CSV file.": "把退回的行写入这个 CSV 文件。",
    "Where the platform answers.": "平台的地址。",
    "Print all figures as JSON.": "以 JSON 输出全部数字。",
    "Report how good the platform's own matches were, with outcomes and without, by group.": (
        "按结果评价平台自己的匹配：计入反馈与不计反馈各如何，并分组列出。"
    ),
    "An operator's token; by default one is made with the key in the data directory.": (
        "运营人员令牌；缺省用数据目录中的密钥签发。"
    ),
    "Say who could help with a need, and why.": "说出谁能帮上忙，以及为什么。",
    "The need in plain words, a file with it, - for stdin, or its id.": (
        "用大白话写的需求、存有需求的文件、表示标准输入的 -，或需求编号。"
    ),
    "Only entries of this kind. Repeatable.": "只看这一类，可重复。",
    "How many to show.": "显示多少条。",
    "Print the platform's answer.": "原样输出平台应答（JSON）。",
    "The search engine. meilisearch: the server at MEILISEARCH_URL, or one of our own.": (
        "检索引擎。meilisearch：MEILISEARCH_URL 指定的服务器，没有则自行启动一个。"
    ),
    "Print the settings with which matching uses a Meilisearch server, never its master key.": (
        "输出匹配服务使用 Meilisearch 的配置，不含主密钥。"
    ),
    "The server's address.": "服务器的地址。",
    "Its master key.": "服务器的主密钥。",
    "Say what a text is understood as, in the terms of the vocabulary.": (
        "显示一段文字被理解成哪些技术术语。"
    ),
    "The text, or - for stdin.": "文字；- 表示从标准输入读取。",
    "Rank the documents of a folder for each of its queries, as matches are ranked.": (
        "用提供匹配的同一套代码，为文件夹里的每个查询给文档排序。"
    ),
    "A folder with corpus.jsonl and queries.jsonl.": "含 corpus.jsonl 和 queries.jsonl 的文件夹。",
    "Where to write query_id, doc_id, score.": "写入 query_id、doc_id、score 的文件。",
    "Pairs to score besides: query_id, doc_id.": "另外要打分的组合：query_id、doc_id。",
    "Build the search index anew and swap it in; searches go on meanwhile.": (
        "重建搜索索引并换上；其间搜索照常。"
    ),
    "Print a signed token. Send it as: Authorization: Bearer TOKEN.": (
        "打印签名令牌，用法：Authorization: Bearer 令牌。"
    ),
    "Whom the token is for.": "令牌发给谁。",
    "First make a new signing key; older tokens stay good.": (
        "先换一把新的签名密钥；以前签发的令牌仍然有效。"
    ),
    "What they are. Repeatable.": "身份，可重复。",
    "Whom they act for.": "代表哪个单位。",
    "How long it is good for.": "有效多少分钟。",
    "Make an account for somebody, with roles, on a running platform.": (
        "在正在运行的平台上为某人建立账号并授予角色。"
    ),
    "Whose account.": "账号的邮箱。",
    "What the person is called.": "姓名。",
    "Send a letter instead of printing a password.": "不打印密码，改为寄信请本人设置。",
    "Write the OpenAPI description of every service to FOLDER/SERVICE.json.": (
        "把每个服务的 OpenAPI 说明写入 FOLDER/SERVICE.json。"
    ),
    "The folder to write to; made if missing.": "写入的文件夹，没有则新建。",
}


def explained(command: Command) -> Iterator[Command]:
    """Yield everything in a command that has a help text."""
    help_option = command.get_help_option(typer.Context(command))
    for thing in (command, *command.params, help_option):
        if getattr(thing, "help", None):
            yield thing
    for subcommand in getattr(command, "commands", {}).values():
        yield from explained(subcommand)


def translate_help(command: Command) -> None:
    """Put the Chinese in place of the English, if that is the language in force."""
    if current_language.get() is Language.ZH:
        for thing in explained(command):
            thing.help = CHINESE.get(thing.help, thing.help)
