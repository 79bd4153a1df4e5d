// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>

#include <QStringList>
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/intake/FileImport.h"
#include "tests/unit/intake/Samples.h"

namespace stillgate {

/// What came of one reading.
struct Import {
    std::vector<ImportedMessage> messages;
    RejectedRows rejected;
    QString error; ///< of the file as a whole

    [[nodiscard]] QStringList texts() const
    {
        QStringList out;
        for (const ImportedMessage& imported : messages) {
            out.append(shown(imported.message.text));
        }
        return out;
    }
    [[nodiscard]] QStringList rejectedTexts() const
    {
        QStringList out;
        for (const RejectedRow& row : rejected.rows) {
            out.append(shown(row.text()));
        }
        return out;
    }
};

inline Import importOf(const std::filesystem::path& path, const ImportDefaults& defaults = {.source = "sample"})
{
    Import import;
    auto rejected = readMessages(path, defaults, [&](ImportedMessage message) -> Result<void> {
        import.messages.push_back(std::move(message));
        return {};
    });
    if (rejected) {
        import.rejected = std::move(*rejected);
    } else {
        import.error = shown(rejected.error().text());
    }
    return import;
}

/// A folder with one file in it.
class FileInFolder {
public:
    FileInFolder(const char* name, std::string_view content) : m_path(folder() / name)
    {
        m_written = static_cast<bool>(std::ofstream(m_path, std::ios::binary) << content << std::flush);
    }
    [[nodiscard]] bool written() const { return m_written; }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path;
    bool m_written = false;
};

inline Import imported(const char* name, std::string_view content)
{
    const FileInFolder file(name, content);
    return file.written() ? importOf(file.path()) : Import{.error = QStringLiteral("the file could not be written")};
}

} // namespace stillgate
