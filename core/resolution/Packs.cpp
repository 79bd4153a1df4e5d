// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/resolution/Packs.h"

#include <algorithm>

#include "core/base/Toml.h"

namespace stillgate {

namespace {

namespace fs = std::filesystem;

/// Gives a member that people may leave out its empty value.
void fill(Json& object, std::string_view key, const Json& value)
{
    if (object.asObject() != nullptr && object.find(key) == nullptr) {
        object.set(key, value);
    }
}

Json* member(Json& object, std::string_view key)
{
    return const_cast<Json*>(std::as_const(object).find(key));
}

template <typename Each>
void forEach(Json& object, std::string_view key, Each each)
{
    Json* list = member(object, key);
    if (list != nullptr && list->asArray() != nullptr) {
        for (Json& element : *list->asArray()) {
            each(element);
        }
    }
}

/// Replaces the text of a duration by its milliseconds.
Result<void> readDuration(Json& object, std::string_view key, const std::string& path)
{
    Json* value = member(object, key);
    const std::string* text = value != nullptr ? value->asString() : nullptr;
    if (text == nullptr) {
        return fail(ErrorCode::Malformed, path + "." + std::string(key), "expected a duration such as \"10s\"");
    }
    const auto duration = atPath(durationFromText(*text), path + "." + std::string(key));
    if (!duration) {
        return tl::make_unexpected(duration.error());
    }
    *value = Json(duration->ms);
    return {};
}

/// The path of the first member of `input` that the decoded form does not have, or nothing.
std::optional<std::string> strayMember(const Json& input, const Json& known, const std::string& path)
{
    if (const Json::Object* members = input.asObject()) {
        for (const Json::Member& entry : *members) {
            const Json* counterpart = known.find(entry.key);
            std::string place = path + "." + entry.key;
            if (counterpart == nullptr) {
                return place;
            }
            if (auto stray = strayMember(entry.value, *counterpart, place)) {
                return stray;
            }
        }
    } else if (const Json::Array* list = input.asArray(); list != nullptr && known.asArray() != nullptr) {
        for (std::size_t i = 0; i < std::min(list->size(), known.asArray()->size()); ++i) {
            if (auto stray = strayMember((*list)[i], (*known.asArray())[i], path + "[" + std::to_string(i) + "]")) {
                return stray;
            }
        }
    }
    return std::nullopt;
}

template <typename T>
Result<T> decodePack(const Json& json, const std::string& file)
{
    auto decoded = fromJson<T>(json);
    if (!decoded) {
        decoded.error().where = file + " " + decoded.error().where;
        return decoded;
    }
    if (const auto stray = strayMember(json, toJson(*decoded), "$")) {
        return fail(ErrorCode::Malformed, file + " " + *stray, "no such member; is it misspelt?");
    }
    return decoded;
}

void fillConditions(Json& rule)
{
    fill(rule, "when", Json::object());
    fill(rule, "quorum", Json::array());
    if (Json* when = member(rule, "when")) {
        fill(*when, "all", Json::array());
        fill(*when, "any", Json::array());
        fill(*when, "none", Json::array());
    }
}

void fillRunbook(Json& json)
{
    for (const char* list : {"inputs", "reads", "identity", "selects", "preconditions", "shown", "changes"}) {
        fill(json, list, Json::array());
    }
    forEach(json, "inputs", [](Json& input) { fill(input, "letters", "as_written"); });
    forEach(json, "reads", [](Json& read) {
        fill(read, "parameters", Json::object());
        fill(read, "pick", "");
        fill(read, "money", Json::array());
    });
    if (Json* action = member(json, "action")) {
        for (const char* text : {"lookup", "compensation", "expect_version"}) {
            fill(*action, text, "");
        }
        fill(*action, "parameters", Json::object());
    }
    if (Json* notice = member(json, "notice")) {
        fill(*notice, "lookup", "");
    }
}

Result<void> readRunbookDurations(Json& json, const std::string& file)
{
    Result<void> done;
    forEach(json, "selects", [&](Json& select) {
        if (done) {
            done = readDuration(select, "within", file + " $.selects");
        }
    });
    Json* action = member(json, "action");
    if (done && action != nullptr) {
        done = readDuration(*action, "back_off", file + " $.action");
    }
    return done;
}

/// What no type can say: that the parts of a runbook fit together.
Result<void> checkRunbook(const Runbook& runbook, const std::string& file)
{
    const auto wrong = [&](const std::string& where, const std::string& what) {
        return fail(ErrorCode::Malformed, file + " $." + where, what);
    };
    const auto isRead = [&](const std::string& name) {
        return std::any_of(runbook.reads.begin(), runbook.reads.end(), [&](const RunbookRead& r) { return r.name == name; });
    };
    if (!isRead(runbook.observe)) {
        return wrong("observe", "names no read");
    }
    for (const RunbookSelect& select : runbook.selects) {
        if (!isRead(select.record)) {
            return wrong("selects.record", "names no read: " + select.record);
        }
    }
    for (const std::string& shown : runbook.shown) {
        if (!shown.starts_with(runbook.observe + ".")) {
            return wrong("shown", shown + " is not of the observed record");
        }
    }
    for (const ExpectedChange& change : runbook.changes) {
        if (std::find(runbook.shown.begin(), runbook.shown.end(), change.fact) == runbook.shown.end()) {
            return wrong("changes.fact", change.fact + " is not shown, so nobody could see or verify it");
        }
    }
    if (runbook.changes.empty()) {
        return wrong("changes", "an action without an expected change cannot be verified");
    }
    if (runbook.notice.texts.empty()) {
        return wrong("notice.texts", "the customer has to be told");
    }
    if (runbook.notice.questions.empty()) {
        return wrong("notice.questions", "a person may have to ask the customer");
    }
    for (const CustomerText& text : runbook.notice.questions) {
        if (text.body.find("{question}") == std::string::npos) {
            return wrong("notice.questions", "the text in " + text.language + " has no place for the {question}");
        }
    }
    if (runbook.action.reversibility == Reversibility::Compensable && runbook.action.compensation.empty()) {
        return wrong("action.compensation", "a compensable action names what undoes it");
    }
    return {};
}

} // namespace

Result<Policy> loadPolicy(const fs::path& file)
{
    const std::string name = file.filename().string();
    auto json = readToml(file);
    if (!json) {
        return tl::make_unexpected(json.error());
    }
    fill(*json, "rules", Json::array());
    forEach(*json, "rules", fillConditions);
    for (const char* key : {"gate_expiry", "silence", "answer_within"}) {
        if (auto read = readDuration(*json, key, name + " $"); !read) {
            return tl::make_unexpected(read.error());
        }
    }
    if (Json* holdBack = member(*json, "hold_back")) {
        for (const char* key : {"low", "normal", "high"}) {
            if (auto read = readDuration(*holdBack, key, name + " $.hold_back"); !read) {
                return tl::make_unexpected(read.error());
            }
        }
    }
    return decodePack<Policy>(*json, name).and_then([&](Policy&& policy) -> Result<Policy> {
        for (const PolicyRule& rule : policy.rules) {
            const auto people =
                std::count_if(rule.quorum.begin(), rule.quorum.end(), [](const QuorumPart& p) { return p.count > 0; });
            if (rule.effect == PolicyEffect::RequireApproval && people == 0) {
                return fail(ErrorCode::Malformed, name + " rule " + rule.id, "asks for approval, but of nobody: give a quorum");
            }
        }
        return std::move(policy);
    });
}

Result<Runbook> loadRunbook(const fs::path& file)
{
    const std::string name = file.filename().string();
    auto json = readToml(file);
    if (!json) {
        return tl::make_unexpected(json.error());
    }
    fillRunbook(*json);
    if (auto read = readRunbookDurations(*json, name); !read) {
        return tl::make_unexpected(read.error());
    }
    return decodePack<Runbook>(*json, name).and_then([&](Runbook&& runbook) -> Result<Runbook> {
        if (auto checked = checkRunbook(runbook, name); !checked) {
            return tl::make_unexpected(checked.error());
        }
        return std::move(runbook);
    });
}

Result<std::vector<Runbook>> loadRunbooks(const fs::path& folder)
{
    std::error_code error;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    if (error) {
        return fail(ErrorCode::Io, folder.string(), error.message());
    }
    std::sort(files.begin(), files.end());
    std::vector<Runbook> out;
    for (const fs::path& file : files) {
        auto runbook = loadRunbook(file);
        if (!runbook) {
            return tl::make_unexpected(runbook.error());
        }
        const bool taken =
            std::any_of(out.begin(), out.end(), [&](const Runbook& other) { return other.intent == runbook->intent; });
        if (taken) {
            return fail(ErrorCode::Malformed, file.filename().string() + " $.intent",
                        "another runbook serves the intent " + runbook->intent);
        }
        out.push_back(std::move(*runbook));
    }
    return out;
}

} // namespace stillgate
