// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/triage/Model.h"

/// The file of a model. All numbers are little-endian.
///
///     8 bytes   "SGTRIAGE"
///     u32       format, 3
///     u64       length of the body in bytes
///     body      u32 redaction version, u32 n-gram version, u64 seed, u32 epochs, u32 folds, u64 texts,
///               u64 of them accepted, u64 of them corrected,
///               u32 corrections since the parent, 32 bytes parent (zeros: none), 32 bytes of each correction,
///               f32 temperature, f32 slope, f32 offset, u32 link (0 softmax, 1 independent),
///               f32 slope and f32 offset of a label's own score,
///               f32 three weights, f32 offset, f32 threshold of the scope,
///               u32 labels, each as u16 length and UTF-8 bytes, sorted,
///               of each label u16 least own score as a further one, u16 auto from, u16 assisted from, u16 source of these
///               (0 thin data, 1 held out), u32 held-out messages,
///               u32 features, u32 of them in the word block,
///               u64 hash of each feature, f32 inverse document frequency of each feature,
///               f32 bias of each column, f32 weights: for each feature one for each column. Columns are the labels and, with
///               softmax, the background class behind them
///     32 bytes  SHA-256 of all before; it is the id of the model
namespace stillgate::triage {

inline constexpr std::uint32_t kModelFormat = 3;

[[nodiscard]] std::string modelBytes(const ModelParts& parts);
[[nodiscard]] Digest modelId(const ModelParts& parts);

/// Malformed: no model file. Corrupt: damaged. Unsupported: newer or older, or made for other features or redaction than this build's.
[[nodiscard]] Result<ModelParts> modelParts(std::string_view bytes);

} // namespace stillgate::triage
