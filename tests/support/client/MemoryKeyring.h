// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/client/PersonKeys.h"

namespace stillgate {

/// A keyring that keeps its entries in memory, forgets what it is told, or does not answer.
class MemoryKeyring final : public Keyring {
public:
    enum class Mood { Keeps, Absent, Garbles };

    Mood mood = Mood::Keeps;
    std::map<std::string, std::string> entries;

    [[nodiscard]] QFuture<Result<void>> write(const std::string& name, const std::string& secret) override
    {
        if (mood != Mood::Absent) {
            entries[name] = mood == Mood::Garbles ? "garbled" : secret;
        }
        return QtFuture::makeReadyFuture(mood == Mood::Absent ? absent<void>() : Result<void>());
    }
    [[nodiscard]] QFuture<Result<std::string>> read(const std::string& name) override
    {
        const auto entry = entries.find(name);
        if (mood == Mood::Absent || entry == entries.end()) {
            return QtFuture::makeReadyFuture(mood == Mood::Absent
                                                 ? absent<std::string>()
                                                 : Result<std::string>(fail(ErrorCode::NotFound, "keyring", "no such entry")));
        }
        return QtFuture::makeReadyFuture(Result<std::string>(entry->second));
    }
    [[nodiscard]] QFuture<Result<void>> remove(const std::string& name) override
    {
        entries.erase(name);
        return QtFuture::makeReadyFuture(mood == Mood::Absent ? absent<void>() : Result<void>());
    }

private:
    template <typename T>
    static Result<T> absent()
    {
        return fail(ErrorCode::Unavailable, "keyring", "there is none");
    }
};

} // namespace stillgate
