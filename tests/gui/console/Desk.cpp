// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/console/Desk.h"

#include <QTest>

#include "core/base/File.h"
#include "core/domain/Statement.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/system/Waiting.h"

namespace stillgate {

namespace {

constexpr int kHold = 1'300; // milliseconds, a little more than it asks for

} // namespace

Desk::Desk(Daemon& daemon, int agent, const std::filesystem::path& folder)
    : m_daemon(daemon)
    , m_person(daemon.agent(agent))
    , m_cacheKey(folder / "cache.key")
    , m_formatting(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), m_clock)
    , m_launcher(daemon.data(), {"/nowhere/stillgated", {}}, m_timers)
    , m_folder(folder)
{
}

Desk::~Desk()
{
    m_console.reset();
    if (m_core) {
        m_core->stop();
    }
}

bool Desk::open()
{
    // The tests' orchestrators announce themselves elsewhere; the console looks into the data folder.
    std::error_code ignored;
    std::filesystem::create_symlink(m_daemon.program().readyFile(), m_daemon.data() / "ready.json", ignored);
    auto core = makePrivateFolder(m_folder).and_then([&] {
        return LocalCore::open({m_folder,
                                [this]() -> Result<ServerAccess> {
                                    return readReadyFile(readyFileOf(m_daemon.data())).map([&](const ReadyFile& ready) {
                                        return ServerAccess{ready.url, m_person.token};
                                    });
                                },
                                "stillgate", "test", std::make_shared<KeySigner>(m_person.key), m_cacheKey, m_clock, m_timers,
                                [] { return std::uint64_t{7}; }});
    });
    if (!core) {
        qWarning("%s", core.error().text().c_str());
        return false;
    }
    m_core = std::move(*core);
    m_console = std::make_unique<Console>(ConsoleParts{*m_core, &m_launcher, testAppearance(), m_formatting, m_clock, m_timers,
                                                       QTimeZone::utc(), keyIdOf(m_person.key.publicKey())});
    window().resize(1440, 900);
    window().show();
    window().activateWindow();
    m_console->start();
    return sees([this] { return isLive(); });
}

bool Desk::sees(const std::function<bool()>& holds)
{
    return QTest::qWaitFor(holds, kPatience);
}

QAbstractButton* Desk::button(const QString& objectName) const
{
    for (auto* each : m_console->window().findChildren<QAbstractButton*>(objectName)) {
        if (each->isVisible()) {
            return each;
        }
    }
    return nullptr;
}

QString Desk::words(const QString& objectName) const
{
    for (auto* each : m_console->window().findChildren<QWidget*>(objectName)) {
        if (each->isVisible()) {
            return each->accessibleName();
        }
    }
    return {};
}

bool Desk::faces(const TicketId& ticket)
{
    QTest::keyClick(&window(), Qt::Key_2, Qt::ControlModifier);
    return sees([&] {
        const QAbstractButton* approve = button(QStringLiteral("approveButton"));
        return stageOf(ticket) == Stage::Gate && approve != nullptr && approve->isEnabled();
    });
}

void Desk::hold()
{
    QAbstractButton* const approve = button(QStringLiteral("approveButton"));
    QTest::mousePress(approve, Qt::LeftButton);
    QTest::qWait(kHold);
    QTest::mouseRelease(approve, Qt::LeftButton);
}

void Desk::holdBoth(Desk& first, Desk& second)
{
    QAbstractButton* const one = first.button(QStringLiteral("approveButton"));
    QAbstractButton* const other = second.button(QStringLiteral("approveButton"));
    QTest::mousePress(one, Qt::LeftButton);
    QTest::mousePress(other, Qt::LeftButton);
    QTest::qWait(kHold);
    QTest::mouseRelease(one, Qt::LeftButton);
    QTest::mouseRelease(other, Qt::LeftButton);
}

Stage Desk::stageOf(const TicketId& ticket) const
{
    const auto entry = m_core->tickets().ticket(ticket);
    return entry ? entry->row.stage : Stage::Triage;
}

} // namespace stillgate
