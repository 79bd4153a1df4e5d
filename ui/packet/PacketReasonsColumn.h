// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/packet/PacketValues.h"

class QVBoxLayout;

namespace stillgate {

class HashLabel;
class KitLabel;
class PacketLabelList;
class PacketParameterList;
class PacketWordList;

/// Why the model thinks so, and where the parameters of the action came from. What there is nothing of is left out.
class PacketReasonsColumn final : public QWidget {
    Q_OBJECT

public:
    explicit PacketReasonsColumn(QWidget* parent = nullptr);

    void setReasons(const PacketReasons& reasons, const std::vector<PacketParameter>& parameters);

private:
    QWidget* addPart(const QString& title, const std::vector<QWidget*>& parts);

    QVBoxLayout* m_layout;
    PacketLabelList* m_labels;
    KitLabel* m_none;
    QWidget* m_flagsPart;
    QVBoxLayout* m_flags;
    QWidget* m_wordsPart;
    PacketWordList* m_words;
    KitLabel* m_withheld;
    QWidget* m_readingPart;
    QVBoxLayout* m_reading;
    QWidget* m_parametersPart;
    PacketParameterList* m_parameters;
    HashLabel* m_model;
};

} // namespace stillgate
