"""Keep who was let in on which need: agreements, grants, invitations, exchanges of contacts."""

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = shared.types.UtcDateTime()

FIRST_ZH = """\
需求保密约定

一、本人已阅读并同意：通过本平台获准查阅的需求保密内容，包括文字、数据、图纸、样品信息以及由其推知的信息，均为需求方的保密信息。
二、保密信息只用于评估和解决该项需求，不用于其他目的，不申请知识产权，不据此与需求方的客户或供应商联系。
三、保密信息只供本人使用。本单位其他人员需要查阅的，须各自确认本约定；不向任何第三方披露。
四、下列信息不受限制：查阅前已经公开或本人已合法掌握的，非因本人过错公开的，由有权披露的第三方提供的，法律要求披露的（披露前应尽可能告知需求方）。
五、需求方可随时撤销查阅许可。许可撤销或到期后，本人停止使用并删除所持有的保密信息；保密义务自确认之日起持续三年。
六、平台记录确认人、所属单位、确认时间、约定版本及其校验值，以及每次查阅，作为履行本约定的凭据。
七、违反本约定的，依法承担责任。本约定适用中华人民共和国法律；双方另行签订保密协议的，以该协议为准。
"""

FIRST_EN = """\
Confidentiality agreement on a need

1. I have read this and agree: whatever I am let in on through this platform (texts, data,
drawings, information about samples, and what can be inferred from them) is confidential
information of the party that has the need.
2. I use it only to assess and meet that need, for no other purpose; I file no intellectual
property on it and do not approach that party's customers or suppliers because of it.
3. It is for me alone. Colleagues who need to read it accept this agreement themselves; nothing
is disclosed to third parties.
4. This does not apply to what was public, or lawfully known to me, before I read it; to what
becomes public through no fault of mine; to what a third party entitled to do so discloses; or
to what the law requires me to disclose, of which I give notice beforehand where possible.
5. The party that has the need may revoke access at any time. After revocation or expiry I stop
using the confidential information and delete what I hold of it. The obligation lasts three
years from my acceptance.
6. The platform records who accepted, for which organization, when, which version of this text
with its checksum, and every reading, as evidence.
7. Whoever breaks this agreement is liable under the law. The law of the People's Republic of
China applies; a separate agreement between the parties prevails over this one.
"""


def upgrade() -> None:
    _create_agreements()
    _create_grants()
    _create_acceptances()
    _create_participations()
    _create_exchanges()


def _create_agreements() -> None:
    agreement = op.create_table(
        "agreement",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text_zh", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("published_by", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_agreement"),
    )
    first = {
        "number": 1,
        "text_zh": FIRST_ZH,
        "text_en": FIRST_EN,
        "sha256": hashlib.sha256(f"{FIRST_ZH}\n{FIRST_EN}".encode()).hexdigest(),
        "published_at": datetime(2026, 11, 23, tzinfo=UTC),
        "published_by": "system",
    }
    op.bulk_insert(agreement, [first])


def _create_grants() -> None:
    op.create_table(
        "access_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("holder", sa.String(210), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("organization", sa.String(200)),
        sa.Column("applicant_name", sa.String(200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.String(200)),
        sa.Column("decided_at", MOMENT),
        sa.Column("valid_days", sa.Integer()),
        sa.Column("due_at", MOMENT),
        sa.Column("again_from", MOMENT),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("version >= 1", name="ck_access_grant_version_counts"),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demand.id"], name="fk_access_grant_demand_id_demand"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_access_grant"),
        sa.UniqueConstraint("demand_id", "holder", name="uq_access_grant_demand_id_holder"),
    )
    op.create_index("ix_access_grant_holder", "access_grant", ["holder"])
    op.create_index(
        "ix_access_grant_status_access_grant_due_at", "access_grant", ["status", "due_at"]
    )
    op.create_table(
        "access_grant_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("from_status", sa.String(32)),
        sa.Column("to_status", sa.String(32), nullable=False),
        sa.Column("party", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("note", sa.Text()),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["access_grant.id"], name="fk_access_grant_step_grant_id_access_grant"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_access_grant_step"),
        sa.UniqueConstraint("grant_id", "version", name="uq_access_grant_step_grant_id_version"),
    )


def _create_acceptances() -> None:
    op.create_table(
        "agreement_acceptance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("organization", sa.String(200)),
        sa.Column("agreement", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["access_grant.id"], name="fk_agreement_acceptance_grant_id_access_grant"
        ),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreement.number"], name="fk_agreement_acceptance_agreement_agreement"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_acceptance"),
        sa.UniqueConstraint(
            "grant_id",
            "round",
            "subject",
            name="uq_agreement_acceptance_grant_id_round_subject",
        ),
    )


def _create_participations() -> None:
    op.create_table(
        "demand_participation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("holder", sa.String(210), nullable=False),
        sa.Column("basis", sa.Uuid(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demand.id"], name="fk_demand_participation_demand_id_demand"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_demand_participation"),
        sa.UniqueConstraint(
            "basis", "kind", "holder", name="uq_demand_participation_basis_kind_holder"
        ),
    )
    for column in ("demand_id", "holder"):
        op.create_index(f"ix_demand_participation_{column}", "demand_participation", [column])


def _create_exchanges() -> None:
    op.create_table(
        "contact_exchange",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("holder", sa.String(210), nullable=False),
        sa.Column("firm_agreed_at", MOMENT),
        sa.Column("firm_agreed_by", sa.String(200)),
        sa.Column("author_agreed_at", MOMENT),
        sa.Column("author_agreed_by", sa.String(200)),
        sa.Column("organization_name", sa.String(200)),
        sa.Column("contact_name", sa.String(200)),
        sa.Column("contact_phone", sa.String(40)),
        sa.Column("contact_email", sa.String(254)),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demand.id"], name="fk_contact_exchange_demand_id_demand"
        ),
        sa.PrimaryKeyConstraint("response_id", name="pk_contact_exchange"),
    )
    for column in ("demand_id", "holder"):
        op.create_index(f"ix_contact_exchange_{column}", "contact_exchange", [column])
