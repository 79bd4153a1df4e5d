// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/File.h"

#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stillgate {

namespace {

tl::unexpected<Error> systemError(const std::filesystem::path& path)
{
    const int number = errno;
    return fail(number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, path.string(), std::generic_category().message(number));
}

tl::unexpected<Error> withoutLeftOver(const std::filesystem::path& path, tl::unexpected<Error> error)
{
    ::unlink(path.c_str());
    return error;
}

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool valid() const { return m_number >= 0; }

private:
    int m_number;
};

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    return true;
}

} // namespace

Result<std::string> readFile(const std::filesystem::path& path, std::size_t most)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status{};
    if (!file.valid() || ::fstat(file.number(), &status) != 0) {
        return systemError(path);
    }
    std::string out;
    char buffer[65536];
    for (;;) {
        const ssize_t count = ::read(file.number(), buffer, sizeof buffer);
        if (count == 0) {
            return out;
        }
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            return systemError(path);
        }
        if (out.size() + static_cast<std::size_t>(count) > most) {
            return fail(ErrorCode::Limit, path.string(), "the file is over " + std::to_string(most) + " bytes");
        }
        out.append(buffer, static_cast<std::size_t>(count));
    }
}

Result<void> writeFile(const std::filesystem::path& path, std::string_view bytes)
{
    std::filesystem::path beside = path;
    beside += ".new";
    ::unlink(beside.c_str()); // what a crash left there would lend its mode, a link its target
    {
        const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (!file.valid() || !writeAll(file.number(), bytes) || ::fsync(file.number()) != 0) {
            return withoutLeftOver(beside, systemError(beside));
        }
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) {
        return withoutLeftOver(beside, systemError(path));
    }
    const std::filesystem::path parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const Descriptor folder(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.valid() || ::fsync(folder.number()) != 0) {
        return systemError(parent);
    }
    return {};
}

Result<void> makePrivateFolder(const std::filesystem::path& path)
{
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) {
        return fail(ErrorCode::Io, path.string(), error.message());
    }
    if (::chmod(path.c_str(), 0700) != 0) {
        return systemError(path);
    }
    return {};
}

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder)
{
    const std::filesystem::path path = folder / "lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return systemError(path);
    }
    FolderLock lock(descriptor);
    // Who only asks whether the folder is served holds it for a moment.
    constexpr int kTries = 5;
    constexpr std::chrono::milliseconds kPause{4};
    for (int tries = 1; ::flock(descriptor, LOCK_EX | LOCK_NB) != 0; ++tries) {
        if (tries == kTries) {
            return fail(ErrorCode::Conflict, folder.string(), "another process serves this folder");
        }
        std::this_thread::sleep_for(kPause);
    }
    return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : m_descriptor(other.m_descriptor)
{
    other.m_descriptor = -1;
}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

} // namespace stillgate
