// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/ReceiptNotice.h"

#include "ui/approval/ApprovalText.h"

namespace stillgate {

std::optional<NoticeWords> receiptNotice(const DecisionValues& values)
{
    if (!values.receipt) {
        return std::nullopt;
    }
    const DecisionReceipt& receipt = *values.receipt;
    NoticeWords notice;
    notice.title = receipt.title;
    notice.text = receipt.who;
    if (values.outcome) {
        notice.mood = values.outcome->mood;
        notice.icon = values.outcome->icon;
        notice.note =
            values.phase == DecisionPhase::Closed ? ApprovalText::tr("Verified, told and closed") : values.outcome->headline;
    }
    if (receipt.digest) {
        notice.facts.push_back({receipt.digest->label, receipt.digest->shown});
    }
    if (receipt.event) {
        notice.facts.push_back({ApprovalText::tr("Event"), QString::number(*receipt.event)});
    }
    if (receipt.canUndo) {
        notice.actionIcon = Icon::Undo;
        notice.action = ApprovalText::tr("Undo");
        notice.key = QKeySequence(Qt::Key_Z);
        notice.note = receipt.undoWords;
    }
    return notice;
}

} // namespace stillgate
