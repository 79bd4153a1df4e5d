// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace stillgate {

class Formatting;

/// Everything of the kit on one board of 1440x900, to be looked at and compared.
class KitGallery final : public QWidget {
    Q_OBJECT

public:
    explicit KitGallery(const Formatting& formatting, QWidget* parent = nullptr);

    /// Puts what needs a hand into the state that the board shows: focus on Amend, a button half held.
    void pose();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_columns[4];
};

/// The columns of the board: each adds its sections.
void addTypeColumn(QVBoxLayout& column, const Formatting& formatting);
void addSignColumn(QVBoxLayout& column, const Formatting& formatting);
void addActionColumn(QVBoxLayout& column, const Formatting& formatting);
void addStateColumn(QVBoxLayout& column);

/// A hairline and the name of what follows.
void addSection(QVBoxLayout& column, const QString& title);

} // namespace stillgate
