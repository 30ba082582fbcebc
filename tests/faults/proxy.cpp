// SPDX-License-Identifier: MIT
#include "proxy.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace faults {

namespace {

int connect_to(const std::string& path) {
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return server;
    ::close(server);
    return -1;
}

bool send_all(int to, const char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t sent = ::send(to, data, size, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        data += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

}  // namespace

Proxy::Proxy(std::string server) : server_(std::move(server)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("the proxy finds no port");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

Proxy::~Proxy() {
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    cut();
    for (std::thread& carrier : carriers_) carrier.join();
}

void Proxy::cut() {
    const std::lock_guard lock(mutex_);
    for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);   // who carries between them closes them
}

void Proxy::cut_at(const std::string& text, Moment moment) {
    const std::lock_guard lock(mutex_);
    text_ = text;
    moment_ = moment;
    armed_ = true;
    seen_ = 0;
}

void Proxy::accept_all() {
    while (true) {
        const int client = ::accept(listener_, nullptr, nullptr);
        if (client < 0) return;
        const int server = connect_to(server_);
        if (server < 0) {
            ::close(client);
            continue;
        }
        const std::lock_guard lock(mutex_);
        open_.push_back(client);
        open_.push_back(server);
        carriers_.emplace_back([this, client, server] { carry(client, server); });
    }
}

bool Proxy::carry_from_client(int client, int server, bool& cut_at_answer) {
    char data[16384];
    const ssize_t size = ::recv(client, data, sizeof data, 0);
    if (size <= 0) return false;
    {
        const std::lock_guard lock(mutex_);
        const std::string_view sent(data, static_cast<std::size_t>(size));
        if (!text_.empty() && sent.find(text_) != std::string_view::npos) {
            ++seen_;
            if (std::exchange(armed_, false)) {
                if (moment_ == Moment::before) return false;
                cut_at_answer = true;
            }
        }
    }
    return send_all(server, data, static_cast<std::size_t>(size));
}

void Proxy::carry(int client, int server) {
    bool cut_at_answer = false;
    pollfd sockets[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
    while (::poll(sockets, 2, -1) >= 0) {
        if (sockets[0].revents != 0 && !carry_from_client(client, server, cut_at_answer)) break;
        if (sockets[1].revents == 0) continue;
        char data[16384];
        const ssize_t size = ::recv(server, data, sizeof data, 0);
        if (size <= 0 || cut_at_answer || !send_all(client, data, static_cast<std::size_t>(size))) break;
    }
    close_pair(client, server);
}

void Proxy::close_pair(int client, int server) {
    const std::lock_guard lock(mutex_);
    std::erase(open_, client);
    std::erase(open_, server);
    ::close(client);
    ::close(server);
}

}  // namespace faults
