// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/ModelFile.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "core/base/SafeText.h"

namespace stillgate::triage {

// The arrays are read and written as they lie in memory.
static_assert(std::endian::native == std::endian::little);

namespace {

constexpr std::string_view kMagic = "SGTRIAGE";
constexpr std::size_t kHead = kMagic.size() + sizeof(std::uint32_t) + sizeof(std::uint64_t);
constexpr std::size_t kMostLabels = 4096;

template <typename T>
ByteView bytesOf(std::span<const T> values)
{
    const auto bytes = std::as_bytes(values);
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

/// Writes through any `sink` that takes a ByteView.
template <typename Sink>
class Writer {
public:
    explicit Writer(Sink sink) : m_sink(std::move(sink)) {}

    template <typename T>
    void number(T value)
    {
        m_sink(bytesOf(std::span<const T>(&value, 1)));
    }
    template <typename T>
    void array(std::span<const T> values)
    {
        m_sink(bytesOf(values));
    }
    void text(std::string_view value) { m_sink(asBytes(value)); }

private:
    Sink m_sink;
};

std::uint64_t bodyLength(const ModelParts& parts)
{
    const std::size_t labels = parts.labels.size();
    const std::size_t features = parts.vocabulary.size();
    const std::size_t columns = parts.weights.columns();
    std::uint64_t length = 19 * sizeof(std::uint32_t) + 4 * sizeof(std::uint64_t);
    length += (parts.origin.corrections.size() + 1) * Digest::kSize + columns * sizeof(float);
    length += labels * (5 * sizeof(std::uint16_t) + sizeof(std::uint32_t));
    for (const std::string& label : parts.labels) {
        length += label.size();
    }
    return length + features * (sizeof(std::uint64_t) + sizeof(float) + columns * sizeof(float));
}

template <typename Sink>
void writeFitted(const ModelParts& parts, Writer<Sink>& out)
{
    out.number(parts.calibration.temperature);
    out.number(parts.calibration.slope);
    out.number(parts.calibration.offset);
    out.number(static_cast<std::uint32_t>(parts.link));
    out.number(parts.own.slope);
    out.number(parts.own.offset);
    out.array(std::span<const float>(parts.scope.weights));
    out.number(parts.scope.offset);
    out.number(parts.scope.threshold);
}

template <typename Sink>
void writeParts(const ModelParts& parts, Sink sink)
{
    Writer<Sink> out(std::move(sink));
    out.text(kMagic);
    out.number(kModelFormat);
    out.number(bodyLength(parts));
    out.number(kRedactionVersion);
    out.number(kNgramVersion);
    out.number(parts.origin.seed);
    out.number(parts.origin.epochs);
    out.number(parts.origin.folds);
    out.number(parts.origin.texts);
    out.number(parts.origin.accepted);
    out.number(parts.origin.corrected);
    out.number(static_cast<std::uint32_t>(parts.origin.corrections.size()));
    out.text(asText(parts.origin.parent.value_or(Digest{}).view()));
    for (const Digest& correction : parts.origin.corrections) {
        out.text(asText(correction.view()));
    }
    writeFitted(parts, out);
    out.number(static_cast<std::uint32_t>(parts.labels.size()));
    for (const std::string& label : parts.labels) {
        out.number(static_cast<std::uint16_t>(label.size()));
        out.text(label);
    }
    for (std::size_t label = 0; label < parts.thresholds.size(); ++label) {
        const LabelThresholds& thresholds = parts.thresholds[label];
        out.number(parts.own.from[label].value());
        out.number(thresholds.autoFrom.value());
        out.number(thresholds.assistedFrom.value());
        out.number(static_cast<std::uint16_t>(thresholds.source));
        out.number(thresholds.heldOut);
    }
    out.number(parts.vocabulary.size());
    out.number(parts.vocabulary.wordFeatures());
    out.array(std::span<const std::uint64_t>(parts.vocabulary.hashes()));
    out.array(std::span<const float>(parts.space.inverseFrequencies()));
    out.array(parts.weights.biases());
    for (std::uint32_t id = 0; id < parts.vocabulary.size(); ++id) {
        out.array(parts.weights.weights(id));
    }
}

/// Reads in order; after the first short read everything is zero and ok() is false.
class Reader {
public:
    explicit Reader(std::string_view bytes) : m_rest(bytes) {}

    template <typename T>
    T number()
    {
        T value{};
        array(std::span<T>(&value, 1));
        return value;
    }
    template <typename T>
    void array(std::span<T> out)
    {
        const std::string_view bytes = text(out.size_bytes());
        if (!bytes.empty()) {
            std::memcpy(out.data(), bytes.data(), bytes.size());
        }
    }
    template <typename T>
    std::vector<T> vector(std::size_t count)
    {
        // Never allocates more than what is there.
        std::vector<T> out(count <= m_rest.size() / sizeof(T) ? count : 0);
        m_ok = m_ok && out.size() == count;
        array(std::span<T>(out));
        return out;
    }
    std::string_view text(std::size_t length)
    {
        if (length > m_rest.size()) {
            m_ok = false;
            m_rest = {};
            return {};
        }
        const std::string_view out = m_rest.substr(0, length);
        m_rest.remove_prefix(length);
        return out;
    }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::string_view rest() const { return m_rest; }

private:
    std::string_view m_rest;
    bool m_ok = true;
};

tl::unexpected<Error> malformed(std::string detail)
{
    return fail(ErrorCode::Malformed, "model file", std::move(detail));
}

/// The body of a file whose head, length and checksum are right.
Result<std::string_view> bodyOf(std::string_view bytes)
{
    Reader head(bytes);
    if (head.text(kMagic.size()) != kMagic) {
        return malformed("expected a model file; it does not begin with SGTRIAGE");
    }
    const auto format = head.number<std::uint32_t>();
    const auto length = head.number<std::uint64_t>();
    if (!head.ok()) {
        return fail(ErrorCode::Corrupt, "model file", "the file is cut short");
    }
    if (format != kModelFormat && format != 0) {
        const bool newer = format > kModelFormat;
        return fail(ErrorCode::Unsupported, "model file",
                    "format " + std::to_string(format) + " is " + (newer ? "newer" : "older") +
                        " than this build, which reads " + std::to_string(kModelFormat) + (newer ? "" : "; train it again"));
    }
    if (format == 0 || bytes.size() - kHead < Digest::kSize || length != bytes.size() - kHead - Digest::kSize) {
        return fail(ErrorCode::Corrupt, "model file", "the length is not the one it was written with");
    }
    const std::string_view content = bytes.substr(0, bytes.size() - Digest::kSize);
    if (asText(sha256(content).view()) != bytes.substr(content.size())) {
        return fail(ErrorCode::Corrupt, "model file", "the checksum does not match");
    }
    return content.substr(kHead);
}

Result<std::vector<std::string>> readLabels(Reader& in)
{
    const auto count = in.number<std::uint32_t>();
    if (count < 2 || count > kMostLabels) {
        return malformed("expected 2 to " + std::to_string(kMostLabels) + " labels");
    }
    std::vector<std::string> labels;
    for (std::uint32_t i = 0; i < count; ++i) {
        labels.emplace_back(in.text(in.number<std::uint16_t>()));
        if (labels.back().empty() || !isValidUtf8(labels.back()) || (i > 0 && labels[i - 1] >= labels[i])) {
            return malformed("the labels are not sorted, unique texts");
        }
    }
    return labels;
}

bool allFinite(std::span<const float> values)
{
    for (const float value : values) {
        if (!std::isfinite(value)) {
            return false;
        }
    }
    return true;
}

bool isSound(const Calibration& calibration)
{
    const auto& [temperature, slope, offset] = calibration;
    return std::isfinite(temperature) && temperature > 0 && std::isfinite(slope) && slope > 0 && std::isfinite(offset);
}

Result<void> readCorrections(Reader& in, ModelOrigin& origin)
{
    const auto count = in.number<std::uint32_t>();
    const auto digest = [&in] { return fixedFrom<Digest>(asBytes(in.text(Digest::kSize))).value_or(Digest{}); };
    const Digest parent = digest();
    if (!in.ok() || count > in.rest().size() / Digest::kSize || (count > 0 && parent == Digest{})) {
        return malformed("the corrections are cut short, or have no parent");
    }
    if (parent != Digest{}) {
        origin.parent = parent;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        origin.corrections.push_back(digest());
    }
    return {};
}

/// Reads what held-out folds taught about the logits.
Result<void> readFitted(Reader& in, ModelParts& parts)
{
    parts.calibration.temperature = in.number<float>();
    parts.calibration.slope = in.number<float>();
    parts.calibration.offset = in.number<float>();
    const auto link = in.number<std::uint32_t>();
    parts.link = static_cast<Link>(link);
    parts.own.slope = in.number<float>();
    parts.own.offset = in.number<float>();
    in.array(std::span<float>(parts.scope.weights));
    parts.scope.offset = in.number<float>();
    parts.scope.threshold = in.number<float>();
    const bool isOwnSound = isSound(Calibration{1, parts.own.slope, parts.own.offset});
    if (!isSound(parts.calibration) || !isOwnSound) {
        return malformed("the temperature or a slope is no positive number, or an offset none at all");
    }
    const std::array<float, 2> scope{parts.scope.offset, parts.scope.threshold};
    if (link > 1 || !allFinite(scope) || !allFinite(parts.scope.weights)) {
        return malformed("the link is unknown, or the scope is no number");
    }
    return {};
}

Result<void> readThresholds(Reader& in, ModelParts& parts)
{
    const auto confidence = [&in] { return Confidence::fromInteger(in.number<std::uint16_t>()); };
    for (std::size_t label = 0; label < parts.labels.size(); ++label) {
        const auto own = confidence();
        const auto autoFrom = confidence();
        const auto assistedFrom = confidence();
        const auto source = in.number<std::uint16_t>();
        const auto heldOut = in.number<std::uint32_t>();
        if (!in.ok() || !own || !autoFrom || !assistedFrom || *assistedFrom > *autoFrom || source > 1) {
            return malformed("a threshold is no confidence, or in the wrong order");
        }
        parts.own.from.push_back(*own);
        parts.thresholds.push_back({*autoFrom, *assistedFrom, static_cast<ThresholdSource>(source), heldOut});
    }
    return {};
}

/// Reads the weights behind the labels and the vocabulary.
Result<void> readWeights(Reader& in, ModelParts& parts)
{
    const std::size_t labels = parts.labels.size() + (parts.link == Link::Softmax ? 1 : 0);
    const std::uint32_t features = parts.vocabulary.size();
    if (in.rest().size() != (labels + features * labels) * sizeof(float)) {
        return malformed("the weights do not fit the labels and features");
    }
    parts.weights = SoftmaxWeights(features, labels);
    in.array(parts.weights.biases());
    bool finite = allFinite(parts.weights.biases());
    for (std::uint32_t id = 0; id < features; ++id) {
        in.array(parts.weights.weights(id));
        finite = finite && allFinite(parts.weights.weights(id));
    }
    if (!finite) {
        return malformed("a weight is not a number");
    }
    return {};
}

Result<ModelParts> readBody(Reader& in)
{
    ModelParts parts;
    parts.origin.seed = in.number<std::uint64_t>();
    parts.origin.epochs = in.number<std::uint32_t>();
    parts.origin.folds = in.number<std::uint32_t>();
    parts.origin.texts = in.number<std::uint64_t>();
    parts.origin.accepted = in.number<std::uint64_t>();
    parts.origin.corrected = in.number<std::uint64_t>();
    if (auto read = readCorrections(in, parts.origin); !read) {
        return tl::make_unexpected(std::move(read.error()));
    }
    if (auto read = readFitted(in, parts); !read) {
        return tl::make_unexpected(std::move(read.error()));
    }
    auto labels = readLabels(in);
    if (!labels) {
        return tl::make_unexpected(std::move(labels.error()));
    }
    parts.labels = std::move(*labels);
    if (auto read = readThresholds(in, parts); !read) {
        return tl::make_unexpected(std::move(read.error()));
    }
    const auto features = in.number<std::uint32_t>();
    const auto wordFeatures = in.number<std::uint32_t>();
    auto vocabulary = Vocabulary::fromHashes(in.vector<std::uint64_t>(features), wordFeatures);
    if (!vocabulary || features > Term::kMostIds) {
        return malformed("the features are not unique, or too many");
    }
    parts.vocabulary = std::move(*vocabulary);
    auto inverse = in.vector<float>(features);
    if (!in.ok() || !allFinite(inverse) || std::ranges::any_of(inverse, [](float value) { return value <= 0; })) {
        return malformed("a document frequency is not a positive number");
    }
    parts.space = FeatureSpace(std::move(inverse), wordFeatures);
    if (auto read = readWeights(in, parts); !read) {
        return tl::make_unexpected(std::move(read.error()));
    }
    return parts;
}

} // namespace

std::string modelBytes(const ModelParts& parts)
{
    std::string out;
    out.reserve(kHead + bodyLength(parts) + Digest::kSize);
    writeParts(parts, [&out](ByteView bytes) { out.append(asText(bytes)); });
    out.append(asText(sha256(out).view()));
    return out;
}

Digest modelId(const ModelParts& parts)
{
    Sha256 hash;
    writeParts(parts, [&hash](ByteView bytes) { hash.add(bytes); });
    return hash.finish();
}

Result<ModelParts> modelParts(std::string_view bytes)
{
    const auto body = bodyOf(bytes);
    if (!body) {
        return tl::make_unexpected(body.error());
    }
    Reader in(*body);
    const auto redaction = in.number<std::uint32_t>();
    const auto ngrams = in.number<std::uint32_t>();
    if (!in.ok() || redaction != kRedactionVersion || ngrams != kNgramVersion) {
        return fail(ErrorCode::Unsupported, "model file",
                    "it was trained with another version of redaction or features; train it again");
    }
    return readBody(in);
}

} // namespace stillgate::triage
