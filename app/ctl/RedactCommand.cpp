// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/RedactCommand.h"

#include <fstream>
#include <iostream>
#include <memory>

#include "core/base/Json.h"
#include "core/triage/Redaction.h"

namespace stillgate::ctl {

namespace {

struct RedactArguments {
    std::string file;
    bool whole = false;
    bool json = false;
};

Json rangeJson(const triage::TextRange& range)
{
    Json out = Json::object();
    out.set("begin", static_cast<std::int64_t>(range.begin));
    out.set("end", static_cast<std::int64_t>(range.end));
    return out;
}

Json redactionJson(const triage::Redaction& redaction)
{
    Json spans = Json::array();
    for (const triage::RedactedSpan& span : redaction.spans()) {
        Json entry = Json::object();
        entry.set("kind", nameOf(span.kind));
        entry.set("original", rangeJson(span.original));
        entry.set("redacted", rangeJson(span.redacted));
        spans.push(std::move(entry));
    }
    Json out = Json::object();
    out.set("text", redaction.text());
    out.set("spans", std::move(spans));
    return out;
}

std::vector<std::string> textsOf(std::istream& in, bool whole)
{
    if (whole) {
        return {std::string(std::istreambuf_iterator<char>(in), {})};
    }
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);) {
        out.push_back(line);
    }
    return out;
}

ExitCode redactTexts(const RedactArguments& arguments)
{
    const bool standardInput = arguments.file.empty() || arguments.file == "-";
    std::ifstream file;
    if (!standardInput) {
        file.open(arguments.file, std::ios::binary);
        if (!file) {
            std::cerr << "stillgatectl: " << arguments.file << " cannot be read\n";
            return exitCodeOf(ErrorCode::NotFound);
        }
    }
    Json list = Json::array();
    for (const std::string& text : textsOf(standardInput ? std::cin : file, arguments.whole)) {
        const triage::Redaction redaction = triage::redact(text);
        if (arguments.json) {
            list.push(redactionJson(redaction));
        } else {
            std::cout << redaction.text() << '\n';
        }
    }
    if (arguments.json) {
        Json out = Json::object();
        out.set("redaction_version", static_cast<std::int64_t>(triage::kRedactionVersion));
        out.set("texts", std::move(list));
        std::cout << prettyJson(out) << '\n';
    }
    return ExitCode::Done;
}

} // namespace

void addRedact(CLI::App& group, ExitCode& outcome)
{
    auto arguments = std::make_shared<RedactArguments>();
    CLI::App* verb = group.add_subcommand("redact", "Show texts as they are stored in lists and given to models");
    verb->add_option("file", arguments->file, "Texts, one a line; standard input when absent or -");
    verb->add_flag("--whole", arguments->whole, "The file is one text, line breaks and all");
    verb->add_flag("--json", arguments->json, "Print JSON with what was taken out, by kind and byte offsets");
    verb->callback([arguments, &outcome] { outcome = redactTexts(*arguments); });
}

} // namespace stillgate::ctl
