"""Why a file cannot be read at all, in words that say what to do about it."""

from shared.errors import InvalidError
from shared.language import Text


class UnreadableFileError(InvalidError):
    """Nothing more can be read from the file; rows read before stay good."""

    slug = "unreadable-file"
    title = Text("无法读取文件", "The file cannot be read")

    def __init__(self, reason: Text, **facts: object) -> None:
        self.detail = reason
        super().__init__(problems=(), **facts)


EMPTY = Text("文件是空的。", "The file is empty.")
HEADER_ONLY = Text(
    "文件只有表头，没有数据行。", "The file has a header and no rows below it: nothing to read."
)
NOT_TEXT = Text(
    "这不是文本文件（内容像 {looks_like}）。请使用 JSONL、CSV（UTF-8 或 GBK）或 XLSX。",
    "This is not a text file (it looks like {looks_like}). Use JSONL, CSV (UTF-8 or GBK) or XLSX.",
)
UNKNOWN_ENCODING = Text(
    "第 {line} 行既不是 UTF-8 也不是 GB18030 编码。请另存为 UTF-8 后重试。",
    "Line {line} is neither UTF-8 nor GB18030. Save the file as UTF-8 and try again.",
)
UNKNOWN_FORMAT = Text(
    "不认识扩展名“{suffix}”。可用：.jsonl、.csv、.tsv、.xlsx。",
    'The ending "{suffix}" is not known. Use .jsonl, .csv, .tsv or .xlsx.',
)
ONE_JSON_VALUE = Text(
    "这是一个跨多行的 JSON；需要每行一个 JSON 对象（JSONL）。",
    "This is one JSON value over many lines; needed is one JSON object a line (JSONL).",
)
LINE_TOO_LONG = Text(
    "第 {line} 行超过 {limit} 个字符，不像是每行一个对象的 JSONL。",
    "Line {line} has more than {limit} characters: this does not look like one object a line.",
)
DUPLICATE_COLUMN = Text(
    "表头中“{column}”出现了两次（第 {first} 列和第 {second} 列）。请改名或删去一列。",
    'The header names "{column}" twice (columns {first} and {second}). Rename or remove one.',
)
NAMELESS_COLUMN = Text(
    "第 {column} 列没有表头。请补上列名或删去这一列。",
    "Column {column} has no name in the header. Name it or remove it.",
)
BROKEN_QUOTES = Text(
    "第 {row} 行之后无法继续读取：单元格过长，多半是缺少配对的引号。",
    "Nothing can be read after row {row}: a cell is too long, most likely a quote is not closed.",
)
OPEN_QUOTE = Text(
    "第 {row} 行有一个引号一直没有配对，其后的内容无法分行读取。",
    "A quote in row {row} is never closed, so nothing from there on can be told apart.",
)
NOT_A_WORKBOOK = Text(
    "这不是有效的 XLSX 文件，或文件已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx。",
    "This is not a valid XLSX file, or it is damaged. Open it and save it as .xlsx again.",
)
OLD_OR_LOCKED_WORKBOOK = Text(
    "这是旧版 .xls 文件或加了密码的工作簿。请另存为不加密码的 .xlsx。",
    "This is an old .xls file or a workbook with a password. Save it as .xlsx without a password.",
)
WORKBOOK_TOO_LARGE = Text(
    "工作簿展开后超过 {limit} MB，已停止读取。请拆分，或另存为没有此限制的 CSV。",
    "The workbook unpacks to more than {limit} MB and was not read. "
    "Split it, or save it as CSV, which has no such limit.",
)
TOO_MANY_ROWS = Text(
    "工作表有 {rows} 行，上限为 {limit} 行。请拆分，或另存为没有此限制的 CSV。",
    "The sheet has {rows} rows; the limit is {limit}. "
    "Split it, or save it as CSV, which has no such limit.",
)
NO_SUCH_SHEET = Text(
    "没有名为“{sheet}”的工作表。现有：{sheets}。",
    'There is no sheet "{sheet}". There are: {sheets}.',
)
