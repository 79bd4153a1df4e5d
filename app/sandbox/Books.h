// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/sandbox/Answer.h"
#include "app/sandbox/Sqlite.h"
#include "core/base/Time.h"

namespace stillgate::sandbox {

enum class Keys { Honoured, Ignored };
enum class Lookups { Offered, Missing };
enum class Versions { Compared, Ignored };
enum class Limits { Enforced, Ignored };

/// What kind of system is imitated. The weaker ones serve the control runs of fault tests: there the harm must show.
struct SystemTraits {
    Keys keys = Keys::Honoured;
    Lookups lookups = Lookups::Offered;
    Versions versions = Versions::Compared;
    Limits limits = Limits::Enforced; ///< whether more can be refunded than was paid
};

/// The books as an operation reads them.
struct View {
    SQLite::Database& database;
    const SystemTraits& traits;
};

/// The books as an operation changes them: one open transaction.
struct Entry {
    SQLite::Database& database;
    const SystemTraits& traits;
    std::string now; ///< RFC 3339
    std::optional<std::string> key;

    [[nodiscard]] View view() const { return {database, traits}; }
    /// Every effect leaves one row, in the same transaction.
    void journal(const std::string& operation, const std::string& artifact, const Json& detail) const;
};

/// A request that changes something, as its idempotency key compares it.
struct WriteRequest {
    std::string operation; ///< method and path
    Json body;
    std::optional<std::string> key; ///< 1 to 255 printable ASCII characters
};

/// The sandbox's own books: one SQLite file, one connection, one operation at a time. Safe to call from any thread.
class Books {
public:
    /// Opens or makes the file. Unsupported for the schema of another version, Io for what SQLite refuses.
    [[nodiscard]] static Result<Books> open(const std::filesystem::path& file, const Clock& clock, SystemTraits traits);
    Books(Books&&) noexcept;
    Books& operator=(Books&&) noexcept;
    ~Books();

    [[nodiscard]] Answer read(const std::function<Answer(const View&)>& operation) const;

    /// Runs the operation once for its key. The effect, the answer under the key and the journal are one transaction, so a
    /// crash leaves all or nothing. The same key again gives the stored answer; with another request 409. Callers check the
    /// form of a request before: what arrives here counts as begun, and its refusal is stored too (but no 5xx).
    [[nodiscard]] Answer write(const WriteRequest& request, const std::function<Answer(Entry&)>& operation) const;

    /// All tables as {"customers": [{…}, …], …}, in one consistent view.
    [[nodiscard]] Answer dump() const;

    /// Fills empty books in one transaction; says whether they were empty. An error leaves them empty.
    [[nodiscard]] Result<bool> fill(const std::function<Result<void>(SQLite::Database&)>& filler) const;

private:
    struct State;
    explicit Books(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// A new identifier: the prefix and 20 random hexadecimal digits.
[[nodiscard]] std::string newId(const std::string& prefix);

} // namespace stillgate::sandbox
