// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/console/Child.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>

#include <QAbstractItemView>
#include <QApplication>
#include <QMainWindow>
#include <QProcess>
#include <QTimer>

#include <sys/resource.h>

#include "core/base/Json.h"
#include "tests/bench/console/Remembered.h"
#include "ui/shell/Console.h"

namespace stillgate::bench {

namespace {

constexpr int kTickets = 100'000;
constexpr int kTick = 20; // milliseconds between what the feed brings
constexpr int kPatience = 120'000;
constexpr double kMicro = 1e6;

std::int64_t nowMicroseconds()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double processorSeconds()
{
    rusage used{};
    (void)::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / kMicro;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Proportional set size in MiB, as the kernel adds it up.
double memoryNow()
{
    std::ifstream file("/proc/self/smaps_rollup");
    for (std::string word; file >> word;) {
        if (word == "Pss:") {
            double kibibytes = 0;
            file >> kibibytes;
            return kibibytes / 1024;
        }
    }
    return 0;
}

/// Watches a window from the first painting that counts, then reports and ends the program.
class Watch final : public QObject {
public:
    Watch(ChildTask task, std::int64_t began) : m_task(std::move(task)), m_began(began) {}

    std::function<bool(QObject*)> isPainted; ///< whether a painting of this object shows what is waited for
    TicketStore* store = nullptr; ///< that changes go into

    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && !m_isPainted && isPainted(object)) {
            m_isPainted = true;
            // After this painting, and whatever it is part of.
            QTimer::singleShot(0, this, [this] { painted(); });
        }
        return QObject::eventFilter(object, event);
    }

private:
    void painted()
    {
        m_figures.firstPaint = static_cast<double>(nowMicroseconds() - m_began) / 1'000;
        // What starting left behind is over before it is counted.
        constexpr int kSettle = 2'000;
        QTimer::singleShot(kSettle, this, [this] { watch(); });
    }

    void watch()
    {
        m_processor = processorSeconds();
        m_since = nowMicroseconds();
        if (m_task.changesPerSecond > 0) {
            connect(&m_feed, &QTimer::timeout, this, [this] { bring(); });
            m_feed.start(kTick);
        }
        QTimer::singleShot(m_task.seconds * 1'000, this, [this] { end(); });
    }

    void bring()
    {
        const auto due = static_cast<int>(static_cast<double>(nowMicroseconds() - m_since) / kMicro * m_task.changesPerSecond);
        StoreChange change;
        for (; m_brought < due; ++m_brought) {
            StoreChange one = m_rows.change(m_brought);
            change.tickets.push_back(std::move(one.tickets.front()));
            change.gates.push_back(std::move(one.gates.front()));
        }
        store->apply(std::move(change));
    }

    void end()
    {
        const double wall = static_cast<double>(nowMicroseconds() - m_since) / kMicro;
        m_figures.share = wall > 0 ? (processorSeconds() - m_processor) / wall * 100 : 0;
        m_figures.memory = memoryNow();
        std::printf("%.3f %.3f %.3f\n", m_figures.firstPaint, m_figures.memory, m_figures.share);
        QCoreApplication::quit();
    }

    ChildTask m_task;
    std::int64_t m_began;
    Remembered m_rows{kTickets};
    ChildFigures m_figures;
    QTimer m_feed;
    bool m_isPainted = false;
    double m_processor = 0;
    std::int64_t m_since = 0;
    int m_brought = 0;
};

int showEmpty(Watch& watch)
{
    QMainWindow window;
    window.resize(1440, 900);
    watch.isPainted = [&](QObject* object) { return object == &window; };
    qApp->installEventFilter(&watch);
    window.show();
    return QApplication::exec();
}

int showConsole(Watch& watch, const std::filesystem::path& folder)
{
    const SystemClock clock;
    QtTimers timers;
    FileCacheKey cacheKey(folder / "cache.key");
    auto core =
        LocalCore::open({folder, []() -> Result<ServerAccess> { return fail(ErrorCode::NotFound, "ready", "none runs"); },
                         "stillgate", "bench", nullptr, cacheKey, clock, timers, [] { return std::uint64_t{7}; }});
    if (!core) {
        std::cerr << core.error().text() << '\n';
        return 1;
    }
    Appearance appearance(*qApp, std::make_unique<FixedScheme>(Scheme::Light), SchemeChoice::Follow, Motion::Full);
    const Formatting formatting(QLocale(), QTimeZone::utc(), clock);
    DaemonLauncher launcher(folder / "data", {folder / "no-such-program", {}}, timers);
    Console console({**core, launcher, appearance, formatting, clock, timers, QTimeZone::utc(), {}});
    watch.store = &(*core)->tickets();
    watch.isPainted = [](QObject* object) {
        const auto* view = qobject_cast<QAbstractItemView*>(object->parent());
        return view != nullptr && view->objectName() == QStringLiteral("queueTable") && object == view->viewport() &&
               view->model()->rowCount() > 0;
    };
    qApp->installEventFilter(&watch);
    console.window().resize(1440, 900);
    console.window().show();
    console.start();
    const int code = QApplication::exec();
    (*core)->stop();
    return code;
}

} // namespace

Result<ChildFigures> runChild(const ChildTask& task)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const bool isConsole = task.window == ChildTask::Window::Console;
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--child"), isConsole ? QStringLiteral("console") : QStringLiteral("empty"),
                 QString::fromStdString(task.folder.string()), QString::number(task.changesPerSecond),
                 QString::number(task.seconds), QString::number(nowMicroseconds())});
    child.waitForFinished(kPatience);
    ChildFigures figures;
    const QByteArray line = child.readAllStandardOutput();
    if (std::sscanf(line.constData(), "%lf %lf %lf", &figures.firstPaint, &figures.memory, &figures.share) != 3) {
        child.kill();
        child.waitForFinished();
        return fail(ErrorCode::Unavailable, "child", "the window ended without figures");
    }
    return figures;
}

int childMain(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    constexpr int kWords = 7;
    if (words.size() != kWords) {
        return 2;
    }
    ChildTask task;
    task.window = words[2] == QStringLiteral("console") ? ChildTask::Window::Console : ChildTask::Window::Empty;
    task.folder = words[3].toStdString();
    task.changesPerSecond = words[4].toInt();
    task.seconds = words[5].toInt();
    Watch watch(task, words[6].toLongLong());
    return task.window == ChildTask::Window::Console ? showConsole(watch, task.folder) : showEmpty(watch);
}

} // namespace stillgate::bench
