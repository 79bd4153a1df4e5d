// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/gui/PaintedText.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>

namespace stillgate {

namespace {

bool isMark(QChar letter)
{
    return letter.isSpace() || (letter.unicode() >= 0x2066 && letter.unicode() <= 0x2069) || letter.unicode() == 0x200B;
}

class RecordingEngine final : public QPaintEngine {
public:
    RecordingEngine() : QPaintEngine(QPaintEngine::AllFeatures) {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawPath(const QPainterPath&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawTextItem(const QPointF&, const QTextItem& item) override { runs << item.text(); }
    [[nodiscard]] Type type() const override { return QPaintEngine::User; }

    QStringList runs;
};

class RecordingDevice final : public QPaintDevice {
public:
    explicit RecordingDevice(const QSize& size) : m_size(size) {}

    [[nodiscard]] QPaintEngine* paintEngine() const override { return &m_engine; }
    [[nodiscard]] const QStringList& runs() const { return m_engine.runs; }

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth: return m_size.width();
        case PdmHeight: return m_size.height();
        case PdmWidthMM: return m_size.width() * 254 / 960;
        case PdmHeightMM: return m_size.height() * 254 / 960;
        case PdmNumColors: return 1 << 24;
        case PdmDepth: return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY: return 96;
        case PdmDevicePixelRatio: return 1;
        case PdmDevicePixelRatioScaled: return static_cast<int>(devicePixelRatioFScale());
        default: return 0;
        }
    }

private:
    QSize m_size;
    mutable RecordingEngine m_engine;
};

} // namespace

QString withoutSpaces(const QString& text)
{
    QString out;
    for (const QChar letter : text) {
        if (!isMark(letter)) {
            out += letter;
        }
    }
    return out;
}

QStringList paintedRuns(QWidget& widget)
{
    RecordingDevice device(widget.size());
    widget.render(&device);
    return device.runs();
}

QString paintedText(QWidget& widget)
{
    return withoutSpaces(paintedRuns(widget).join(QString()));
}

} // namespace stillgate
