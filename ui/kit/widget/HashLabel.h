// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stillgate {

class KitButton;

/// Evidence: a label and a hash, its middle left out, with a button ("hashCopy") that copies the whole.
class HashLabel final : public QWidget {
    Q_OBJECT

public:
    /// label: "sha256".
    explicit HashLabel(const QString& label, QWidget* parent = nullptr);

    void setHash(const QString& hash);
    [[nodiscard]] const QString& hash() const { return m_hash; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void copied();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_label;
    QString m_hash;
    KitButton* m_copy;
};

} // namespace stillgate
