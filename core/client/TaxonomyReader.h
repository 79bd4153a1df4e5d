// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QFuture>

#include "core/base/Result.h"

namespace stillgate {

/// A label that tickets can have. Confidences are of 10000.
struct ShownIntent {
    std::string id;
    std::string title;
    std::string definition;
    std::string category; ///< id
    int autoFrom = 0; ///< runs alone at this confidence and over it
    int assistedFrom = 0; ///< is confirmed by a person from here on
    bool isDataThin = true; ///< both are the taxonomy's own: too little data to choose others

    friend bool operator==(const ShownIntent&, const ShownIntent&) = default;
};

struct ShownCategory {
    std::string id;
    std::string title;
    std::string definition;
    std::string team;
    bool isAlwaysManual = false;

    friend bool operator==(const ShownCategory&, const ShownCategory&) = default;
};

/// In the order of the taxonomy, which is the order people know.
struct ShownTaxonomy {
    std::string id;
    int version = 0;
    std::vector<ShownCategory> categories;
    std::vector<ShownIntent> intents;

    friend bool operator==(const ShownTaxonomy&, const ShownTaxonomy&) = default;
};

class TaxonomyReader {
public:
    virtual ~TaxonomyReader() = default;

    /// The one in force; the one read last when there is no connection. Unavailable when there is neither.
    [[nodiscard]] virtual QFuture<Result<ShownTaxonomy>> read() = 0;
};

} // namespace stillgate
