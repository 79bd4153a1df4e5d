// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <cstdlib>

#include <rapidcheck.h>

#include "core/base/Time.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

constexpr std::int64_t kYear0 = -62'167'219'200'000; // 0000-01-01T00:00:00Z
constexpr std::int64_t kYear10000 = 253'402'300'800'000;

} // namespace

class TimeTest : public QObject {
    Q_OBJECT

private slots:
    void rfc3339_knownInstants_areRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("ms");
        const std::pair<const char*, qint64> instants[] = {
            {"1970-01-01T00:00:00Z", 0},
            {"1970-01-01T00:00:00.001Z", 1},
            {"1969-12-31T23:59:59.999Z", -1},
            {"1985-04-12T23:20:50.52Z", 482'196'050'520},
            {"1996-12-19T16:39:57-08:00", 851'042'397'000},
            {"1937-01-01T12:00:27.87+00:20", -1'041'337'172'130},
            {"2024-02-29T00:00:00Z", 1'709'164'800'000},
            {"2000-02-29T00:00:00Z", 951'782'400'000},
            {"2026-03-02T09:12:04.000Z", 1'772'442'724'000},
            {"2026-03-02t09:12:04z", 1'772'442'724'000},
            {"2026-03-02 09:12:04Z", 1'772'442'724'000},
            {"2026-03-02T11:12:04+02:00", 1'772'442'724'000},
            {"2026-03-01T19:42:04-13:30", 1'772'442'724'000},
            {"2026-03-02T09:12:04-00:00", 1'772'442'724'000},
            {"2026-03-03T09:11:04+23:59", 1'772'442'724'000},
            {"2026-03-02T09:12:04.1239999Z", 1'772'442'724'123},
            {"2026-03-02T09:12:04.123456789Z", 1'772'442'724'123},
            {"2026-03-02T09:12:04.1Z", 1'772'442'724'100},
            {"0000-01-01T00:00:00Z", kYear0},
            {"9999-12-31T23:59:59.999Z", kYear10000 - 1},
            {"2016-12-31T23:59:60Z", 1'483'228'800'000},
            {"1990-12-31T15:59:60-08:00", 662'688'000'000},
        };
        for (const auto& [text, ms] : instants) {
            QTest::newRow(text) << QByteArray(text) << ms;
        }
    }

    void rfc3339_knownInstants_areRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, ms);
        const auto time = utcFromRfc3339(text.toStdString());
        STILLGATE_VERIFY_VALUE(time);
        QCOMPARE(time->ms, std::int64_t{ms});
    }

    void rfc3339_otherForms_areMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"",
                                 "2026-03-02",
                                 "2026-03-02T09:12:04",
                                 "2026-03-02T09:12Z",
                                 "2026-03-02T09:12:04.Z",
                                 "2026-03-02T09:12:04,5Z",
                                 "2026-03-02T09:12:04.1234567890Z",
                                 "2026-02-29T00:00:00Z",
                                 "1900-02-29T00:00:00Z",
                                 "2026-02-30T00:00:00Z",
                                 "2026-04-31T00:00:00Z",
                                 "2026-00-01T00:00:00Z",
                                 "2026-13-01T00:00:00Z",
                                 "2026-01-00T00:00:00Z",
                                 "2026-01-32T00:00:00Z",
                                 "2026-03-02T24:00:00Z",
                                 "2026-03-02T09:60:00Z",
                                 "2026-03-02T09:12:61Z",
                                 "2026-03-02T09:12:60Z",
                                 "2016-12-31T23:59:60+01:00",
                                 "2026-03-02T09:12:04+2:00",
                                 "2026-03-02T09:12:04+0200",
                                 "2026-03-02T09:12:04+02",
                                 "2026-03-02T09:12:04+24:00",
                                 "2026-03-02T09:12:04+02:60",
                                 "2026-03-02T09:12:04 02:00",
                                 "2026-03-02T09:12:04ZZ",
                                 "2026-03-02T09:12:04Z ",
                                 " 2026-03-02T09:12:04Z",
                                 "2026-3-02T09:12:04Z",
                                 "2026/03/02T09:12:04Z",
                                 "2026-03-02_09:12:04Z",
                                 "+026-03-02T09:12:04Z",
                                 "20260302T091204Z",
                                 "2026-03-02T09-12-04Z",
                                 "2026-03-02T09:12:04.-5Z",
                                 "12026-03-02T09:12:04Z"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }

    void rfc3339_otherForms_areMalformed()
    {
        QFETCH(QByteArray, text);
        STILLGATE_VERIFY_ERROR(utcFromRfc3339(text.toStdString()), ErrorCode::Malformed, "");
    }

    void rfc3339_anyInstant_comesBack()
    {
        QVERIFY(rc::check("an instant comes back", [] {
            const UtcTime time{*rc::gen::inRange<std::int64_t>(kYear0, kYear10000)};
            const std::string text = toRfc3339(time);
            RC_ASSERT(text.size() == 24U);
            RC_ASSERT((utcFromRfc3339(text) == Result<UtcTime>(time)));
        }));
    }

    void rfc3339_anyOffset_isTakenOff()
    {
        QVERIFY(rc::check("offsets", [] {
            const UtcTime local{*rc::gen::inRange<std::int64_t>(0, 4'000'000'000) * 1000};
            const int minutes = *rc::gen::inRange(-1439, 1440);
            char offset[16];
            std::snprintf(offset, sizeof offset, "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                          std::abs(minutes) % 60);
            const std::string text = toRfc3339(local).substr(0, 19) + offset;
            RC_ASSERT((utcFromRfc3339(text) == Result<UtcTime>(UtcTime{local.ms - minutes * 60'000LL})));
        }));
    }

    void rfc3339_order_isTheOrderOfTime()
    {
        QVERIFY(rc::check("texts sort as instants do", [] {
            const UtcTime a{*rc::gen::inRange<std::int64_t>(kYear0, kYear10000)};
            const UtcTime b{*rc::gen::inRange<std::int64_t>(kYear0, kYear10000)};
            RC_ASSERT((a < b) == (toRfc3339(a) < toRfc3339(b)));
        }));
    }

    void duration_eachUnit_isRead()
    {
        const std::pair<const char*, std::int64_t> spans[] = {{"0s", 0},
                                                              {"250ms", 250},
                                                              {"10s", 10'000},
                                                              {"5m", 300'000},
                                                              {"2h", 7'200'000},
                                                              {"7d", 604'800'000},
                                                              {"36600d", 3'162'240'000'000}};
        for (const auto& [text, ms] : spans) {
            QVERIFY2(durationFromText(text) == Result<Duration>(Duration{ms}), text);
        }
    }

    void duration_otherForms_areMalformed()
    {
        for (const char* text : {"", "10", "s", "10 s", " 10s", "10s ", "-1s", "+1s", "1.5s", "1e3s", "1S", "1w", "36601d",
                                 "9223372036854775807d", "9223372036854775808ms", "1m1s"}) {
            STILLGATE_VERIFY_ERROR(durationFromText(text), ErrorCode::Malformed, "");
        }
    }

    void arithmetic_timeAndSpan_fitTogether()
    {
        const UtcTime start{1000};
        QCOMPARE((start + Duration::seconds(2)).ms, std::int64_t{3000});
        QCOMPARE((start + Duration::minutes(1) - start).ms, std::int64_t{60'000});
        QCOMPARE((Duration::days(1) * 2).ms, std::int64_t{172'800'000});
        QVERIFY(start < start + Duration{1});
    }
};

QTEST_GUILESS_MAIN(TimeTest)
#include "TimeTest.moc"
