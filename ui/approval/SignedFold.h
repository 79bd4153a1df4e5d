// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "ui/approval/DecisionValues.h"

namespace stillgate {

class KitButton;
class KitLabel;

/// "Everything that is signed": the lines exactly as they are signed, folded away until somebody wants to see them. Its button is
/// "signedToggle", the lines are "signedLines".
class SignedFold final : public QWidget {
    Q_OBJECT

public:
    explicit SignedFold(QWidget* parent = nullptr);

    /// Shown wherever there is something to sign; see takeToggle().
    void setAvailable(bool available);
    void setLines(const std::vector<SignedLine>& lines, const QString& note);
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    void setOpen(bool open);
    void toggle() { setOpen(!m_isOpen); }
    /// The button that opens and closes it, for whoever places it elsewhere; then this is not there while it is closed.
    [[nodiscard]] KitButton& takeToggle();

signals:
    void opened(bool open);

private:
    void fill();
    void sayToggle();
    void showParts();

    std::vector<SignedLine> m_lines;
    QString m_note;
    bool m_isAvailable = true;
    bool m_isOpen = false;
    bool m_hasToggle = true;
    KitButton* m_toggle;
    QWidget* m_list = nullptr; ///< made when it is opened
};

} // namespace stillgate
