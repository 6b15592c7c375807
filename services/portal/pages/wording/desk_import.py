"""The sentences of imports, and what the fields of rows are called."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

IMPORT: Final[Mapping[str, Text]] = {
    "desk_import_intro": Text(
        "上传表格，先看会发生什么，再确认导入。同一来源的同一编号再次导入只会更新，不会重复。",
        "Upload a sheet, look at what would happen, then store it. The same key of the same "
        "source is updated, never doubled.",
    ),
    "desk_import_upload": Text("上传文件", "Upload a file"),
    "desk_import_kind": Text("导入什么", "What the rows are"),
    "desk_source": Text("来源", "Source"),
    "desk_source_hint": Text(
        "谁提供的数据，例如 dg-kjj-2026。同一来源请始终用同一个名称。",
        "Who supplied them, such as dg-kjj-2026. Use the same name for the same source.",
    ),
    "desk_import_file": Text("文件", "File"),
    "desk_import_file_hint": Text(
        "XLSX、CSV（UTF-8 或 GBK）或 JSONL，至多 2 万行、8 MB。",
        "XLSX, CSV (UTF-8 or GBK) or JSONL, at most 20,000 rows and 8 MB.",
    ),
    "desk_import_publish": Text("导入的需求直接发布", "Publish imported needs at once"),
    "desk_import_publish_hint": Text(
        "只对需求有效；您为其内容负责。", "For needs only; you vouch for what they say."
    ),
    "desk_import_check": Text("检查", "Check"),
    "desk_templates": Text("表格模板", "Templates"),
    "desk_templates_note": Text(
        "第一张表填数据，第二张表说明各字段。", "Fill in the first sheet; the second explains it."
    ),
    "desk_needed": Text("必填", "required"),
    "desk_meaning": Text("说明", "Meaning"),
    "desk_columns": Text("列对应哪个字段", "Which column is which field"),
    "desk_columns_note": Text(
        "带 * 的字段必须有对应的列；用不上的列选“不导入”。",
        "Fields with * need a column; leave out what is not wanted.",
    ),
    "desk_leave_out": Text("不导入", "leave it out"),
    "desk_rows_read": Text("共 {count} 行", "{count} rows"),
    "desk_rows_done": Text("{done} / {all} 行", "{done} of {all} rows"),
    "desk_go_on": Text("继续", "Go on"),
    "desk_imports_lately": Text("最近一天的导入", "Imports of the last day"),
    "desk_imports_lately_note": Text(
        "没有完成的可以接着做。", "Those that are not finished can be carried on."
    ),
    "desk_import_mapping": Text("待选字段", "Columns to be told"),
    "desk_import_checking": Text("正在检查", "Checking"),
    "desk_import_checking_note": Text("还没有写入任何内容。", "Nothing has been stored yet."),
    "desk_import_checked": Text("检查结果", "What would happen"),
    "desk_import_checked_note": Text(
        "还没有写入任何内容。有问题的行不会导入，其余的可以先导入。",
        "Nothing has been stored yet. Rows with problems are left out; the others can be stored.",
    ),
    "desk_import_storing": Text("正在导入", "Storing"),
    "desk_import_storing_note": Text(
        "中途停下也不要紧：再次导入同一文件不会重复。",
        "It may be interrupted: the same file imported again doubles nothing.",
    ),
    "desk_import_done": Text("导入完成", "Stored"),
    "desk_import_done_note": Text(
        "改正有问题的行后，可以再导入一次。", "Put the other rows right and import them again."
    ),
    "desk_rows_created": Text("新增", "New"),
    "desk_rows_updated": Text("更新", "Updated"),
    "desk_rows_unchanged": Text("没有变化", "Unchanged"),
    "desk_rows_rejected": Text("有问题", "With problems"),
    "desk_import_store": Text("确认导入 {count} 行", "Store {count} rows"),
    "desk_import_discard": Text("放弃这次导入", "Discard"),
    "desk_import_another": Text("再导入一个文件", "Import another file"),
    "desk_problems": Text("有问题的行", "Rows with problems"),
    "desk_problems_note": Text("共 {count} 处", "{count} in all"),
    "desk_problems_xlsx": Text("下载问题清单", "Download the problems"),
    "desk_row": Text("行号", "Row"),
    "desk_problem": Text("问题", "Problem"),
    "desk_expected": Text("应为", "Expected"),
    "desk_value": Text("原值", "Value"),
}

_NAMES: Final = {
    "source_id": ("来源编号", "Key at the source"),
    "title": ("标题", "Title"),
    "name": ("名称", "Name"),
    "description": ("描述", "Description"),
    "summary": ("简介", "Summary"),
    "public_summary": ("公开摘要", "Public summary"),
    "confidential_detail": ("保密内容", "Confidential part"),
    "confidentiality": ("公开程度", "Confidentiality"),
    "metric_targets": ("指标", "Targets"),
    "budget_min": ("预算下限", "Budget from"),
    "budget_max": ("预算上限", "Budget to"),
    "deadline": ("期望完成日期", "Deadline"),
    "urgency": ("紧急程度", "Urgency"),
    "industry_code": ("行业代码", "Industry code"),
    "industry_codes": ("行业代码", "Industry codes"),
    "region_code": ("地区代码", "Region code"),
    "discipline_codes": ("学科代码", "Discipline codes"),
    "required_qualifications": ("必备资质", "Required qualifications"),
    "keywords": ("关键词", "Keywords"),
    "organization_name": ("单位名称", "Organization"),
    "provider_name": ("机构名称", "Provider"),
    "uscc": ("统一社会信用代码", "Unified social credit code"),
    "contact_name": ("联系人", "Contact"),
    "contact_phone": ("联系电话", "Telephone"),
    "contact_email": ("电子邮箱", "E-mail"),
    "capabilities": ("能力", "Capabilities"),
    "qualifications": ("资质", "Qualifications"),
    "service_area": ("服务地区", "Service area"),
    "service_class": ("服务类别", "Service class"),
    "price_min": ("价格下限", "Price from"),
    "price_max": ("价格上限", "Price to"),
    "lead_time_days": ("周期（天）", "Lead time (days)"),
    "specialties": ("专长", "Specialties"),
    "website": ("网站", "Website"),
    "assured_date": ("核实日期", "Assured on"),
    "trl": ("技术成熟度", "Technology readiness"),
    "advantages": ("优势", "Advantages"),
    "year": ("年份", "Year"),
}

IMPORT_FIELDS: Final[Mapping[str, Text]] = {
    f"import_field_{name}": Text(zh, en) for name, (zh, en) in _NAMES.items()
}
