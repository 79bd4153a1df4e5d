// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/packet/PacketValues.h"

/// The painted lists of reasons. Each says its content as its accessible name.
namespace stillgate {

class Look;

/// Where the columns of labels and words stand, so that their bars begin and end together.
struct PacketColumns {
    int name = 0;
    int bar = 0;
    bool hasBandWord = true; ///< else the circle alone
};
/// As wide as names and words ask for; in a narrow room the word of the band goes first, then names are cut.
[[nodiscard]] PacketColumns packetColumns(const std::vector<PacketLabel>& labels, const std::vector<PacketWord>& words,
                                          int width, const Look& look);

/// The model's labels with their bars.
class PacketLabelList final : public QWidget {
    Q_OBJECT

public:
    explicit PacketLabelList(QWidget* parent = nullptr);
    /// `words`: those that stand under them.
    void setLabels(std::vector<PacketLabel> labels, std::vector<PacketWord> words = {});
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<PacketLabel> m_labels;
    std::vector<PacketWord> m_words;
};

/// The words that spoke for the label, highlighted as they are in the conversation, and those against it.
class PacketWordList final : public QWidget {
    Q_OBJECT

public:
    explicit PacketWordList(QWidget* parent = nullptr);
    /// `labels`: those that stand over them.
    void setWords(std::vector<PacketWord> words, std::vector<PacketLabel> labels = {});
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<PacketWord> m_words;
    std::vector<PacketLabel> m_labels;
};

/// The heaviest of them in as many lines as it takes, for the pane.
class PacketWordChips final : public QWidget {
    Q_OBJECT

public:
    explicit PacketWordChips(QWidget* parent = nullptr);
    void setWords(const std::vector<PacketWord>& words);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Chip {
        QRect word;
        QRect weight;
    };
    [[nodiscard]] std::vector<Chip> chips(int width) const;

    std::vector<PacketWord> m_words;
};

/// The parameters of the action and where each came from.
class PacketParameterList final : public QWidget {
    Q_OBJECT

public:
    explicit PacketParameterList(QWidget* parent = nullptr);
    void setParameters(std::vector<PacketParameter> parameters);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::vector<PacketParameter> m_parameters;
};

} // namespace stillgate
