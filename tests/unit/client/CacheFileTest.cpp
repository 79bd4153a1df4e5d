// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/client/store/CacheFile.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"

using namespace stillgate;

namespace {

const std::string kCanary = "CANARY Sample Customer 07";

TicketId ticketId(int number)
{
    return {uuidV7(samples::kMorning, samples::digest("ticket " + std::to_string(number)))};
}

TicketRow rowOf(int number)
{
    TicketRow row;
    row.id = ticketId(number);
    row.customer = samples::person(number);
    row.latest = static_cast<Sequence>(number);
    row.amount = samples::euro(12'900);
    return row;
}

Secret32 keyOf(std::string_view name)
{
    return *Secret32::from(samples::digest(name).view());
}

LedgerMemory memoryOf(std::uint64_t size)
{
    Frontier fold;
    for (std::uint64_t i = 0; i < size; ++i) {
        (void)fold.append(samples::digest("leaf " + std::to_string(i)));
    }
    LedgerMemory memory;
    memory.origin = "sample.example/ledger";
    memory.key = SigningKey::generate().publicKey();
    memory.seen = SeenHead{fold.head(), "a note", samples::kMorning};
    memory.fold = fold;
    return memory;
}

StoreChange readAll(CacheFile& file, std::size_t atOnce = 2)
{
    StoreChange all;
    const auto read = file.readRows(atOnce, [&](StoreChange change) {
        for (auto& row : change.tickets) {
            all.tickets.push_back(std::move(row));
        }
        for (auto& row : change.gates) {
            all.gates.push_back(std::move(row));
        }
        for (auto& text : change.texts) {
            all.texts.push_back(std::move(text));
        }
    });
    if (!read) {
        qWarning("%s", read.error().text().c_str());
    }
    return all;
}

} // namespace

class CacheFileTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("cache.sqlite")).toStdString();
    }

    void rows_written_comeBackNewestFirst()
    {
        auto file = open();
        CacheBatch batch;
        for (int number = 1; number <= 5; ++number) {
            batch.tickets[ticketId(number)] = rowOf(number);
            batch.texts[ticketId(number)] = {ticketId(number), UntrustedText("Subject " + std::to_string(number)),
                                             UntrustedText(kCanary)};
        }
        GateRow gate;
        gate.id = GateId{ticketId(9).uuid};
        batch.gates[gate.id] = gate;
        batch.texts[ticketId(3)] = {ticketId(3), tl::make_unexpected(Withheld::NotYours),
                                    tl::make_unexpected(Withheld::Erased)};
        STILLGATE_VERIFY_VALUE(file.write(batch));
        auto again = open();
        const StoreChange all = readAll(again);
        QCOMPARE(all.tickets.size(), std::size_t{5});
        QVERIFY(all.tickets.front() == rowOf(5) && all.tickets.back() == rowOf(1));
        QVERIFY(all.gates == std::vector{gate});
        QVERIFY(all.texts.front() == (TicketTexts{ticketId(5), UntrustedText("Subject 5"), UntrustedText(kCanary)}));
        QVERIFY(all.texts.at(2).subject.error() == Withheld::NotYours && all.texts.at(2).customer.error() == Withheld::Erased);
    }

    void memory_written_comesBack()
    {
        const LedgerMemory memory = memoryOf(7);
        {
            auto file = open();
            CacheBatch batch;
            batch.memory = memory;
            STILLGATE_VERIFY_VALUE(file.write(batch));
            LedgerMemory other = memoryOf(3);
            other.origin = "other.example/ledger";
            other.fold.reset();
            batch.memory = other;
            STILLGATE_VERIFY_VALUE(file.write(batch));
            batch.memory = memory;
            STILLGATE_VERIFY_VALUE(file.write(batch));
        }
        const auto memories = open().memories();
        STILLGATE_VERIFY_VALUE(memories);
        QCOMPARE(memories->size(), std::size_t{2});
        const LedgerMemory& found = memories->at(memory.origin);
        QVERIFY(found.key == memory.key && found.seen == memory.seen);
        QVERIFY(found.fold->head() == memory.fold->head());
        QVERIFY(!memories->at("other.example/ledger").fold);
    }

    void identity_and_taxonomy_comeBack()
    {
        LinkStatus status;
        status.origin = "sample.example/ledger";
        status.person = samples::person(4);
        status.roles = {Role::L2Agent, Role::Qa};
        status.name = kCanary;
        {
            auto file = open();
            CacheBatch batch;
            batch.identity = status;
            batch.taxonomy = R"({"id":"sample"})";
            STILLGATE_VERIFY_VALUE(file.write(batch));
        }
        auto file = open();
        QVERIFY(file.identity().value().name == kCanary);
        QVERIFY(file.identity().value().roles == status.roles);
        QCOMPARE(file.taxonomy().value().value(), std::string(R"({"id":"sample"})"));
        QVERIFY(!bytesHold(kCanary));
    }

    /// The control is the subject: it is redacted, and stands in the clear.
    void personalText_isNowhereInTheFile()
    {
        auto file = open();
        CacheBatch batch;
        batch.tickets[ticketId(1)] = rowOf(1);
        batch.texts[ticketId(1)] = {ticketId(1), UntrustedText("a redacted subject"), UntrustedText(kCanary)};
        batch.packets.push_back({ticketId(1), samples::kMorning, {samples::person(1)}, R"({"text":")" + kCanary + R"("})"});
        STILLGATE_VERIFY_VALUE(file.write(batch));
        QVERIFY(bytesHold("a redacted subject"));
        QVERIFY(!bytesHold(kCanary));
        QCOMPARE(file.packet(ticketId(1), samples::kMorning).value()->content, R"({"text":")" + kCanary + R"("})");
    }

    void file_isItsOwnersAlone()
    {
        namespace fs = std::filesystem;
        auto file = open();
        STILLGATE_VERIFY_VALUE(file.write({}));
        for (const auto& entry : fs::directory_iterator(m_path.parent_path())) {
            QVERIFY2(fs::status(entry).permissions() == (fs::perms::owner_read | fs::perms::owner_write), entry.path().c_str());
        }
    }

    void erasedPerson_leavesNoTraceInAnyFile()
    {
        auto file = open();
        CacheBatch batch;
        for (int number = 1; number <= 300; ++number) {
            batch.tickets[ticketId(number)] = rowOf(number);
            batch.texts[ticketId(number)] = {ticketId(number), UntrustedText("subject-of-" + std::to_string(number) + "-end"),
                                             UntrustedText("name")};
        }
        batch.packets.push_back({ticketId(2), samples::kMorning, {samples::person(2), samples::person(250)}, "{}"});
        batch.packets.push_back({ticketId(3), samples::kMorning, {samples::person(3)}, "{}"});
        STILLGATE_VERIFY_VALUE(file.write(batch));
        STILLGATE_VERIFY_VALUE(writeFile(asidePath(m_path), "subject-of-250-end"));
        QVERIFY(bytesHold("subject-of-250-end"));
        CacheBatch erasure;
        erasure.erased = {samples::person(250)};
        STILLGATE_VERIFY_VALUE(file.write(erasure));
        QVERIFY(!bytesHold("subject-of-250-end"));
        QVERIFY(bytesHold("subject-of-251-end"));
        QVERIFY(!file.packet(ticketId(2), {}).value());
        QVERIFY(file.packet(ticketId(3), {}).value());
        for (const TicketTexts& texts : readAll(file, 1000).texts) {
            QCOMPARE(texts.subject.has_value(), texts.ticket != ticketId(250));
        }
    }

    void clearRows_keepsWhatIsKnownOfLedgers()
    {
        auto file = open();
        CacheBatch batch;
        batch.tickets[ticketId(1)] = rowOf(1);
        batch.memory = memoryOf(3);
        STILLGATE_VERIFY_VALUE(file.write(batch));
        CacheBatch clearing;
        clearing.clearsRows = true;
        clearing.tickets[ticketId(2)] = rowOf(2);
        STILLGATE_VERIFY_VALUE(file.write(clearing));
        QVERIFY(readAll(file).tickets == std::vector{rowOf(2)});
        QVERIFY(file.memories()->at(batch.memory->origin).seen == batch.memory->seen);
    }

    void packets_expire()
    {
        auto file = open();
        CacheBatch batch;
        batch.packets.push_back({ticketId(1), samples::kMorning, {samples::person(1)}, "{}"});
        STILLGATE_VERIFY_VALUE(file.write(batch));
        QVERIFY(!file.packet(ticketId(1), samples::kMorning + Duration{1}).value());
        STILLGATE_VERIFY_VALUE(file.dropPackets(samples::kMorning + Duration{1}));
        QVERIFY(!file.packet(ticketId(1), {}).value());
    }

    void otherKey_readsNothing()
    {
        {
            auto file = open();
            CacheBatch batch;
            batch.tickets[ticketId(1)] = rowOf(1);
            batch.texts[ticketId(1)] = {ticketId(1), UntrustedText("subject"), UntrustedText("name")};
            batch.identity = LinkStatus{};
            batch.packets.push_back({ticketId(1), samples::kMorning, {}, "{}"});
            STILLGATE_VERIFY_VALUE(file.write(batch));
        }
        auto file = CacheFile::open(m_path, keyOf("another key"));
        STILLGATE_VERIFY_VALUE(file);
        STILLGATE_VERIFY_CODE(file->identity(), ErrorCode::Corrupt);
        STILLGATE_VERIFY_CODE(file->packet(ticketId(1), {}), ErrorCode::Corrupt);
        STILLGATE_VERIFY_CODE(file->readRows(10, [](const StoreChange&) {}), ErrorCode::Corrupt);
    }

    void fileOfAnotherKindOrVersion_isRefused()
    {
        STILLGATE_VERIFY_VALUE(writeFile(m_path, std::string(8192, 'x')));
        STILLGATE_VERIFY_CODE(CacheFile::open(m_path, keyOf("key")), ErrorCode::Corrupt);
    }

private:
    [[nodiscard]] CacheFile open() const { return std::move(*CacheFile::open(m_path, keyOf("key"))); }

    [[nodiscard]] bool bytesHold(const std::string& text) const
    {
        for (const auto& entry : std::filesystem::directory_iterator(m_path.parent_path())) {
            if (readFile(entry.path()).value_or(std::string()).find(text) != std::string::npos) {
                return true;
            }
        }
        return false;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::filesystem::path m_path;
};

QTEST_GUILESS_MAIN(CacheFileTest)
#include "CacheFileTest.moc"
