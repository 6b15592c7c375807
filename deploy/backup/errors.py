"""What can be wrong with saving and bringing back."""

from shared.errors import ConflictError, InvalidError, NotFoundError, UnavailableError
from shared.language import Text


class NothingToSaveError(NotFoundError):
    """A service has no data here."""

    slug = "nothing-to-save"
    title = Text("没有可备份的数据", "Nothing to save")
    detail = Text(
        "服务 {service} 在 {place} 没有数据：它尚未启动过，或数据目录不对。",
        "The service {service} has no data at {place}: it never ran, or this is not its place.",
    )


class NeverQuietError(UnavailableError):
    """Writers did not let us in between them."""

    slug = "never-quiet"
    title = Text("数据库一直在忙", "The databases were never quiet")
    detail = Text(
        "{seconds} 秒内没有等到所有服务的写入间隙，没有备份。稍后再试。",
        "For {seconds} seconds there was no moment between writers. Nothing was saved; try later.",
    )


class NoBackupError(NotFoundError):
    """The folder holds no backup, or one that was not finished."""

    slug = "no-backup"
    title = Text("没有备份", "No backup")
    detail = Text(
        "{folder} 中没有完整的备份：缺少 manifest.json，或无法读懂。",
        "There is no whole backup in {folder}: manifest.json is missing or cannot be read.",
    )


class DamagedBackupError(InvalidError):
    """Something in the backup is not what was saved."""

    slug = "damaged-backup"
    title = Text("备份已损坏", "The backup is damaged")
    detail = Text(
        "{folder} 中的备份与当初保存的不一致：", "The backup in {folder} is not what was saved:"
    )


class OtherEngineError(ConflictError):
    """The backup is of another kind of database than the service is set up with."""

    slug = "other-engine"
    title = Text("数据库种类不同", "Another kind of database")
    detail = Text(
        "服务 {service} 的备份来自 {saved}，而现在配置的是 {set_up}。",
        "What was saved of {service} is of {saved}, but it is set up with {set_up}.",
    )


class NewerBackupError(ConflictError):
    """The backup was made by a version of the platform that this one does not know."""

    slug = "newer-backup"
    title = Text("备份来自更新的版本", "The backup is newer")
    detail = Text(
        "服务 {service} 的备份停在表结构 {revision}，当前版本不认识。请用备份时的版本恢复。",
        "What was saved of {service} has tables of step {revision}, which this version does not "
        "know. Restore it with the version that saved it.",
    )


class NotEmptyError(ConflictError):
    """There is data where the backup is to go."""

    slug = "not-empty"
    title = Text("目标处已有数据", "There is data already")
    detail = Text(
        "服务 {service} 在 {place} 已有数据。确定要用备份替换它，请加 --replace。",
        "The service {service} has data at {place}. Say --replace to put the backup in its place.",
    )


class StillRunningError(ConflictError):
    """Somebody works on the database that is to be replaced."""

    slug = "still-running"
    title = Text("服务仍在运行", "It still runs")
    detail = Text(
        "服务 {service} 的数据库还有 {count} 个连接。请先停止所有服务。",
        "There are {count} connections to the database of {service}. Stop all services first.",
    )
