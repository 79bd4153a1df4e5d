// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/triage/Training.h"

namespace stillgate::triage {

struct StreamOptions {
    std::uint64_t seed = 1;
    std::uint32_t replayed = 40; ///< earlier texts that each correction takes along, lest they be forgotten
    float rate = 0.5F;
};

/// Learns from corrections one by one, without training anew: one step of the descent on the correction and some on texts drawn from
/// those that were learned before. Vocabulary, frequencies, calibration, thresholds and scope
/// stay the parent's until the next full training. The same parent, examples, seed and corrections give the same model.
class CorrectionStream {
public:
    /// `learned` are the examples of the parent. Malformed as trainModel() says, or when one has a label that the parent does not know.
    [[nodiscard]] static Result<CorrectionStream> open(const Model& parent, std::span<const Example> learned,
                                                       const StreamOptions& options);

    /// `id` names the correction in the model's origin: the leaf of its review in the ledger, never the text. Malformed for an empty
    /// text or a label that the parent does not know; nothing is learned then.
    [[nodiscard]] Result<void> learn(const Digest& id, const Example& correction);

    /// What came of the parent, with the parent's id and all corrections in its origin.
    [[nodiscard]] Model model() const { return Model(m_parts); }
    [[nodiscard]] std::size_t learned() const { return m_parts.origin.corrections.size(); }

private:
    CorrectionStream(const Model& parent, const StreamOptions& options);
    [[nodiscard]] Result<std::vector<LabelIndex>> truthsOf(const Example& example) const;
    [[nodiscard]] Result<void> remember(const Example& example);
    void step(std::size_t text);

    StreamOptions m_options;
    ModelParts m_parts;
    Random m_random;
    TermTable m_terms;
    LabelTable m_truths;
};

} // namespace stillgate::triage
