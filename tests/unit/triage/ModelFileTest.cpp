// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/ModelFile.h"
#include "tests/support/Readable.h"
#include "tests/unit/triage/MiniSet.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

constexpr std::size_t kFormatAt = 8;
constexpr std::size_t kLengthAt = 12;
constexpr std::size_t kBodyAt = 20;

const std::string& goodBytes()
{
    static const std::string kBytes = trainModel(miniSet(), miniOptions()).value().model.toBytes();
    return kBytes;
}

/// The bytes with the checksum made right again, as somebody with intent would.
std::string sealed(std::string bytes)
{
    bytes.resize(bytes.size() - Digest::kSize);
    const Digest digest = sha256(bytes);
    bytes.append(asText(digest.view()));
    return bytes;
}

template <typename T>
std::string with(std::string bytes, std::size_t at, T value)
{
    bytes.replace(at, sizeof value, reinterpret_cast<const char*>(&value), sizeof value);
    return bytes;
}

} // namespace

class ModelFileTest : public QObject {
    Q_OBJECT

private slots:
    void model_writtenAndRead_isTheSame()
    {
        const auto read = Model::fromBytes(goodBytes());
        STILLGATE_VERIFY_VALUE(read);
        QVERIFY(read->toBytes() == goodBytes());
        const Model trained = trainModel(miniSet(), miniOptions()).value().model;
        QVERIFY(read->id() == trained.id());
        QVERIFY(read->labels() == trained.labels());
        QVERIFY(read->origin() == trained.origin());
        QVERIFY(read->calibration() == trained.calibration());
        for (const Example& example : miniSet()) {
            QVERIFY(read->predict(redact(example.text)) == trained.predict(redact(example.text)));
        }
    }

    void id_isTheDigestAtTheEnd()
    {
        const auto read = Model::fromBytes(goodBytes());
        const std::string content = goodBytes().substr(0, goodBytes().size() - Digest::kSize);
        QVERIFY(read->id() == sha256(content));
        QCOMPARE(goodBytes().substr(content.size()), std::string(asText(read->id().view())));
    }

    void file_withAFlippedByte_isRefused()
    {
        // Every byte of the head and the beginning of the body, the last ones, and a sample between.
        constexpr std::size_t kEvery = 512;
        std::size_t tried = 0;
        for (std::size_t at = 0; at < goodBytes().size(); ++at) {
            const bool edge = at < kEvery || at + kEvery / 4 >= goodBytes().size();
            if (!edge && at % 997 != 0) {
                continue;
            }
            std::string damaged = goodBytes();
            damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
            QVERIFY2(!Model::fromBytes(damaged), qPrintable(QString::number(at)));
            ++tried;
        }
        QVERIFY(tried > kEvery);
    }

    void file_ofAnotherLength_isRefused()
    {
        for (const std::size_t length :
             {std::size_t{0}, kFormatAt, kLengthAt, kBodyAt - 1, kBodyAt, kBodyAt + Digest::kSize, goodBytes().size() - 1}) {
            QVERIFY2(!Model::fromBytes(goodBytes().substr(0, length)), qPrintable(QString::number(length)));
        }
        const auto longer = Model::fromBytes(goodBytes() + "x");
        STILLGATE_VERIFY_ERROR(longer, ErrorCode::Corrupt, "model file");
    }

    void file_ofAnotherKind_isMalformed()
    {
        STILLGATE_VERIFY_ERROR(Model::fromBytes("text,label,split\n"), ErrorCode::Malformed, "model file");
        STILLGATE_VERIFY_ERROR(Model::fromBytes(""), ErrorCode::Malformed, "model file");
    }

    void file_ofANewerFormat_isUnsupported()
    {
        const auto newer = Model::fromBytes(sealed(with(goodBytes(), kFormatAt, kModelFormat + 1)));
        STILLGATE_VERIFY_ERROR(newer, ErrorCode::Unsupported, "model file");
        STILLGATE_VERIFY_VALUE(Model::fromBytes(sealed(goodBytes())));
    }

    void file_ofAnOlderFormat_isUnsupported()
    {
        const auto older = Model::fromBytes(sealed(with(goodBytes(), kFormatAt, kModelFormat - 1)));
        STILLGATE_VERIFY_ERROR(older, ErrorCode::Unsupported, "model file");
    }

    void origin_saysHowManyPeopleGave()
    {
        std::vector<Example> examples = miniSet();
        examples[0].source = ExampleSource::Corrected;
        examples[1].source = ExampleSource::Accepted;
        examples[2].source = ExampleSource::Corrected;
        const Model trained = trainModel(examples, miniOptions()).value().model;
        QCOMPARE(trained.origin().corrected, std::uint64_t{2});
        QCOMPARE(trained.origin().accepted, std::uint64_t{1});
        const auto read = Model::fromBytes(trained.toBytes());
        STILLGATE_VERIFY_VALUE(read);
        QVERIFY(read->origin() == trained.origin());
        // The same weights from other hands are another model.
        QVERIFY(trained.toBytes() != goodBytes() && trained.id() != Model::fromBytes(goodBytes())->id());
    }

    void file_forOtherRedactionOrFeatures_isUnsupported()
    {
        const auto redaction = Model::fromBytes(sealed(with(goodBytes(), kBodyAt, kRedactionVersion + 1)));
        STILLGATE_VERIFY_ERROR(redaction, ErrorCode::Unsupported, "model file");
        const auto ngrams = Model::fromBytes(sealed(with(goodBytes(), kBodyAt + 4, kNgramVersion + 1)));
        STILLGATE_VERIFY_ERROR(ngrams, ErrorCode::Unsupported, "model file");
    }

    void file_withFalseNumbersUnderARightChecksum_isRefused()
    {
        constexpr std::size_t kCorrectionsAt = kBodyAt + 8 + 8 + 4 + 4 + 8 + 16;
        constexpr std::size_t kTemperatureAt = kCorrectionsAt + 4 + Digest::kSize;
        constexpr std::size_t kSlopeAt = kTemperatureAt + 4;
        constexpr std::size_t kLinkAt = kTemperatureAt + 12;
        constexpr std::size_t kLabelsAt = kLinkAt + 4 + 8 + 20;
        const auto refused = [](const std::string& bytes) { return !Model::fromBytes(sealed(bytes)); };
        QVERIFY(refused(with(goodBytes(), kTemperatureAt, 0.0F)));
        QVERIFY(refused(with(goodBytes(), kTemperatureAt, std::numeric_limits<float>::quiet_NaN())));
        QVERIFY(refused(with(goodBytes(), kSlopeAt, -1.0F)));
        QVERIFY(refused(with(goodBytes(), kSlopeAt + 4, std::numeric_limits<float>::infinity())));
        QVERIFY(refused(with(goodBytes(), kLabelsAt, std::uint32_t{1})));
        QVERIFY(refused(with(goodBytes(), kLabelsAt, std::uint32_t{0xFFFFFFFF})));
        QVERIFY(refused(with(goodBytes(), kLabelsAt + 4, std::uint16_t{0xFFFF})));
        QVERIFY(refused(with(goodBytes(), kLabelsAt + 6, 'z'))); // "delivery" becomes "zelivery": no longer sorted
        const std::size_t thresholds = kLabelsAt + 10 + std::string_view("deliverypasswordrefund").size();
        QVERIFY(refused(with(goodBytes(), kCorrectionsAt, std::uint32_t{1})));
        QVERIFY(refused(with(goodBytes(), kCorrectionsAt, std::uint32_t{0xFFFFFFFF})));
        QVERIFY(refused(with(goodBytes(), kLinkAt, std::uint32_t{2})));
        QVERIFY(refused(with(goodBytes(), kLinkAt, std::uint32_t{1}))); // without the column of the background
        QVERIFY(refused(with(goodBytes(), kLinkAt + 4, 0.0F)));
        QVERIFY(refused(with(goodBytes(), kLinkAt + 12, std::numeric_limits<float>::quiet_NaN())));
        QVERIFY(refused(with(goodBytes(), kLinkAt + 28, std::numeric_limits<float>::infinity())));
        QVERIFY(refused(with(goodBytes(), thresholds, std::uint16_t{10'001})));
        QVERIFY(refused(with(goodBytes(), thresholds + 2, std::uint16_t{1}))); // alone from less than confirmed
        QVERIFY(refused(with(goodBytes(), thresholds + 6, std::uint16_t{2})));
        const std::size_t features = thresholds + 36;
        QVERIFY(refused(with(goodBytes(), features, std::uint32_t{0xFFFFFFFF})));
        QVERIFY(refused(with(goodBytes(), features + 4, std::uint32_t{0xFFFFFFFF})));
        const std::size_t last = goodBytes().size() - Digest::kSize - 4;
        QVERIFY(refused(with(goodBytes(), last, std::numeric_limits<float>::infinity())));
        QVERIFY(!refused(with(goodBytes(), last, 1.0F)));
    }
};

QTEST_GUILESS_MAIN(ModelFileTest)
#include "ModelFileTest.moc"
