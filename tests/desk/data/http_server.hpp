// A web server on this machine for one test: answers each GET from a list of paths, or with 404.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

class HttpServer {
 public:
  using Files = std::map<std::string, std::vector<std::uint8_t>>;

  explicit HttpServer(Files files) : files_(std::move(files)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* general = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, general, size) != 0 || ::listen(listener_, 8) != 0 ||
        ::getsockname(listener_, general, &size) != 0) {
      throw std::runtime_error("no socket for the test's server");
    }
    url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/";
    thread_ = std::thread([this] { serve(); });
  }
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }

  const std::string& url() const { return url_; }
  int requests() const { return requests_; }

 private:
  void serve() {
    for (int client = ::accept(listener_, nullptr, nullptr); client >= 0;
         client = ::accept(listener_, nullptr, nullptr)) {
      ++requests_;
      answer(client);
      ::close(client);
    }
  }

  void answer(int client) {
    std::string request;
    char part[1024];
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t count = ::recv(client, part, sizeof(part), 0);
      if (count <= 0) return;
      request.append(part, static_cast<std::size_t>(count));
    }
    const std::size_t start = request.find('/') + 1;
    const auto found = files_.find(request.substr(start, request.find(' ', start) - start));
    const std::vector<std::uint8_t> body = found == files_.end() ? std::vector<std::uint8_t>{} : found->second;
    std::string reply = found == files_.end() ? "HTTP/1.1 404 Not Found\r\n" : "HTTP/1.1 200 OK\r\n";
    reply += "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n";
    reply.append(body.begin(), body.end());
    for (std::size_t sent = 0; sent < reply.size();) {
      const ssize_t count = ::send(client, reply.data() + sent, reply.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) return;
      sent += static_cast<std::size_t>(count);
    }
  }

  Files files_;
  int listener_;
  std::string url_;
  std::atomic<int> requests_{0};
  std::thread thread_;
};
