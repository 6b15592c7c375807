"""Bodies about passwords."""

from services.portal.accounts.schemas import MailedCode
from services.portal.sessions.schemas import Password
from shared.fields import EmailAddress
from shared.schemas import StrictBody


class ResetRequest(StrictBody):
    """Whose password is lost."""

    email: EmailAddress


class Reset(StrictBody):
    """The code from the letter, and the new password."""

    token: MailedCode
    new_password: Password


class PasswordChange(StrictBody):
    """The old and the new password."""

    current_password: Password
    new_password: Password
